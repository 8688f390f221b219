internal import Conventions
internal import Crypto
internal import ObservationModel
internal import Reading
internal import Validation

/// Reads the files that tests need: lists of faulty sensors, masks, climatologies.
enum TestResourceFile {
  /// Why a file cannot be used.
  struct Fault: Error, Equatable {
    var message: String
  }

  /// What the file at `path` holds, and the SHA-256 of its bytes in hexadecimal digits.
  ///
  /// - Parameters:
  ///   - quantity: What is judged; nil where a test is of the observation as a whole.
  ///   - variable: The variable to take, where the pipeline file names one.
  static func load(
    _ kind: TestResource.Kind,
    path: String,
    quantity: Quantity? = nil,
    variable: String? = nil
  ) -> Result<(digest: String, TestResource), Fault> {
    switch kind {
    case .meanField: return field(path, quantity, .mean, variable)
    case .deviationField: return field(path, quantity, .standardDeviation, variable)
    case .lowestField: return field(path, quantity, .minimum, variable)
    case .highestField: return field(path, quantity, .maximum, variable)
    case .greyList:
      let text: String
      switch PipelineFileSource.text(at: path) {
      case .success(let content): text = content
      case .failure(let fault): return .failure(Fault(message: fault.message))
      }
      return greyList(text).map { (digest(text), .greyList($0)) }
    case .landMask:
      return LandMaskFile.load(path == LandMaskFile.coastline ? Coastline.path : path).map {
        ($0.digest, .landMask($0.mask))
      }
    }
  }

  /// A climatology of the quantity that is judged, in its unit.
  private static func field(
    _ path: String,
    _ quantity: Quantity?,
    _ role: GriddedField.Role,
    _ variable: String?
  ) -> Result<(digest: String, TestResource), Fault> {
    guard let quantity else { return .failure(Fault(message: "is a climatology of a variable")) }
    // An atlas may have a file for each month.
    let isPattern = path.contains("*") || path.contains("?")
    let files = isPattern ? FilePattern(path).files(root: ".") : [path]
    guard !files.isEmpty else { return .failure(Fault(message: "matches no file")) }
    do {
      var parts: [(path: String, field: GriddedField)] = []
      var digests: [String] = []
      for file in files {
        let field = try GriddedField(path: file, quantity: quantity, role: role, variable: variable)
        parts.append((file, field))
        guard let digest = try DurableFile.digest(of: file) else {
          return .failure(Fault(message: "is no longer there"))
        }
        digests.append(digest)
      }
      let field = try parts.count == 1 ? parts[0].field : GriddedField(joining: parts)
      let digest = digests.count == 1 ? digests[0] : Self.digest(digests.joined(separator: "\n"))
      let climatology = try ClimatologyField(
        stepOfDay: field.stepOfDay,
        depths: field.depths,
        latitudes: field.latitudes,
        longitudes: field.longitudes,
        values: field.values
      )
      return .success((digest, .field(climatology)))
    } catch let error as ReadingError {
      let variable = error.variable.map { " (variable \(printable($0)))" } ?? ""
      let file = error.path == path ? "" : " (\(printable(error.path)))"
      return .failure(Fault(message: "cannot be used\(file)\(variable): \(error.detail)"))
    } catch let error as TestConfigurationError {
      return .failure(Fault(message: "cannot be used: \(error.message)"))
    } catch {
      return .failure(Fault(message: "cannot be used: \(error)"))
    }
  }

  private static func digest(_ text: String) -> String {
    SHA256.hash(data: Array(text.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// The Argo grey list: lines of `PLATFORM CODE,PARAMETER NAME,START DATE,END DATE,QUALITY
  /// CODE,COMMENT,DAC`, dates as `yyyymmdd`, the end empty while the entry is open.
  private static func greyList(_ text: String) -> Result<GreyList, Fault> {
    var entries: [GreyList.Entry] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
      // The head of the table.
      if index == 0, fields.first?.allSatisfy(\.isNumber) != true { continue }
      guard fields.count >= 5, let start = date(fields[2]), let code = Int(fields[4]),
        (0...9).contains(code), !fields[0].isEmpty, !fields[1].isEmpty
      else {
        return .failure(
          Fault(
            message: "line \(index + 1): expected PLATFORM,PARAMETER,START,END,QC with dates as"
              + " yyyymmdd"
          )
        )
      }
      var end = Double.infinity
      if !fields[3].isEmpty {
        guard let date = date(fields[3]) else {
          return .failure(Fault(message: "line \(index + 1): expected a date as yyyymmdd"))
        }
        // To the end of that day.
        end = date + 86_400
      }
      entries.append(
        GreyList.Entry(
          platform: fields[0],
          parameter: fields[1],
          start: start,
          end: end,
          code: code
        )
      )
    }
    return .success(GreyList(entries))
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  private static func date(_ text: String) -> Double? {
    guard text.utf8.count == 8, text.allSatisfy(\.isNumber) else { return nil }
    let year = text.prefix(4)
    let month = text.dropFirst(4).prefix(2)
    return DateText.decode("\(year)-\(month)-\(text.suffix(2))")
  }
}
