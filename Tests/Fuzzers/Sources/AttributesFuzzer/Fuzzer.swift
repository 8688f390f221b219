import Conventions
import FuzzSupport
import ObservationModel

/// Packs and flags: the input is cut into the attributes of a variable and its stored values.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var rest = input(start, count)[...]
  let types = [
    "byte", "short", "int", "int64", "ubyte", "ushort", "uint", "uint64", "float", "double",
  ]
  let type = types[Int(rest.popFirst() ?? 0) % types.count]
  var attributes: [String: AttributeValue] = [:]
  for name in ["_FillValue", "missing_value", "scale_factor", "add_offset", "_Unsigned"] {
    guard let kind = rest.popFirst(), kind % 6 != 0 else { continue }
    attributes[name] = value(kind % 6, from: &rest)
  }
  let packing = Packing(attributes: attributes, storedType: type)
  let words = numbers(&rest, limit: 64)
  switch type {
  case "byte": decode(words.map { Int8(truncatingIfNeeded: $0) }, packing)
  case "short": decode(words.map { Int16(truncatingIfNeeded: $0) }, packing)
  case "int": decode(words.map { Int32(truncatingIfNeeded: $0) }, packing)
  case "int64": decode(words.map { Int64(bitPattern: $0) }, packing)
  case "ubyte": decode(words.map { UInt8(truncatingIfNeeded: $0) }, packing)
  case "ushort": decode(words.map { UInt16(truncatingIfNeeded: $0) }, packing)
  case "uint": decode(words.map { UInt32(truncatingIfNeeded: $0) }, packing)
  case "uint64": decode(words, packing)
  case "float":
    let values = words.map { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) }
    _ = packing.decodeDoubles(values.span)
  default:
    let values = words.map { Double(bitPattern: $0) }
    _ = packing.decodeDoubles(values.span)
  }
  _ = packing.encode(words.first.map { Double(bitPattern: $0) } ?? .nan, fill: Int16.min)
  for scheme in FlagScheme.all {
    for word in words.prefix(4) {
      _ = scheme.verdict(ofCode: Int(truncatingIfNeeded: word))
      _ = scheme.verdict(ofCharacter: UInt8(truncatingIfNeeded: word))
    }
  }
  return 0
}

private func decode<Stored: FixedWidthInteger & BitwiseCopyable>(
  _ values: [Stored],
  _ packing: Packing
) {
  _ = packing.decodeDoubles(values.span)
}

private func value(_ kind: UInt8, from rest: inout ArraySlice<UInt8>) -> AttributeValue {
  switch kind {
  case 1: .integers(numbers(&rest, limit: 3).map { Int64(bitPattern: $0) })
  case 2: .unsigned(numbers(&rest, limit: 3))
  case 3: .reals(numbers(&rest, limit: 3).map { Double(bitPattern: $0) })
  case 4: .text(String(decoding: take(&rest, 6), as: UTF8.self))
  default: .texts([String(decoding: take(&rest, 6), as: UTF8.self)])
  }
}

private func take(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> ArraySlice<UInt8> {
  let part = rest.prefix(count)
  rest = rest.dropFirst(count)
  return part
}

private func numbers(_ rest: inout ArraySlice<UInt8>, limit: Int) -> [UInt64] {
  var words: [UInt64] = []
  while words.count < limit, rest.count >= 8 {
    words.append(take(&rest, 8).reduce(0) { $0 << 8 | UInt64($1) })
  }
  return words
}
