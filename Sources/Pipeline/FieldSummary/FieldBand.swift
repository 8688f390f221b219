internal import NetCDFFile

/// A part of the fields of a variable: some indices of the first dimension after time that has
/// several, all of those behind it.
struct FieldBand: Sendable {
  /// Where it lies in the dimensions after time.
  let start: [Int]
  let count: [Int]

  var cellCount: Int { count.reduce(1, *) }

  /// The region of the variable at one time, or at several.
  func region(at time: Int, count times: Int = 1) -> Region {
    Region(start: [time] + start, count: [times] + count)
  }

  /// Cuts fields into as few bands as have room.
  ///
  /// - Parameters:
  ///   - shape: The lengths of the dimensions after time.
  ///   - bytesOfCell: What the work on one cell takes.
  static func bands(of shape: [Int], bytesOfCell: Int, within bytes: Int) -> [FieldBand] {
    let zeros = shape.map { _ in 0 }
    guard let cut = shape.firstIndex(where: { $0 > 1 }), !shape.contains(0) else {
      return [FieldBand(start: zeros, count: shape)]
    }
    let cellsOfIndex = shape[(cut + 1)...].reduce(1, *)
    let most = max(1, bytes / max(1, cellsOfIndex * bytesOfCell))
    let parts = (shape[cut] + most - 1) / most
    let length = (shape[cut] + parts - 1) / parts
    return stride(from: 0, to: shape[cut], by: length).map { first in
      var (start, count) = (zeros, shape)
      start[cut] = first
      count[cut] = min(length, shape[cut] - first)
      return FieldBand(start: start, count: count)
    }
  }
}
