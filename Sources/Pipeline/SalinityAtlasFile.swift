internal import NetCDFFile
public import Seawater

extension SalinityAnomalyAtlas {
  /// Reads the atlas of TEOS-10 from `gsw_data_v3_0.nc` of its toolboxes, or a file of that layout:
  /// `longs_ref(nx)`, `lats_ref(ny)`, `p_ref(nz)`, `ndepth_ref(nx, ny)` and
  /// `SAAR_ref(nx, ny, nz)`, missing values as NaN, as a number beyond 10^10 or as the attribute
  /// `non_ocean_value`.
  ///
  /// - Throws: `SeawaterError`: `unreadable` when the file cannot be read or lacks one of these;
  ///   `axis` and `shape` when they do not fit one another.
  public init(path: String) throws(SeawaterError) {
    let file: NetCDFFile
    do { file = try NetCDFFile(path: path) } catch { throw .unreadable("\(error)") }

    func values(_ name: String) throws(SeawaterError) -> [Double] {
      guard let variable = file.variable(name) else {
        throw .unreadable("\(path): the salinity atlas has no variable \(name)")
      }
      let stored: StoredValues
      do { stored = try file.read(variable) } catch { throw .unreadable("\(error)") }
      guard case .double(let values) = stored else {
        throw .unreadable("\(path): the variable \(name) of the salinity atlas is not double")
      }
      let marker: Double? =
        if case .reals(let reals)? = variable.attribute("non_ocean_value")?.content {
          reals.first
        } else {
          nil
        }
      return values.map { $0.magnitude > 1e10 || $0 == marker ? .nan : $0 }
    }

    try self.init(
      longitudesDegrees: values("longs_ref"),
      latitudesDegrees: values("lats_ref"),
      pressuresDecibar: values("p_ref"),
      levelsOfWater: values("ndepth_ref").map { $0 >= 1 ? Int($0) : 0 },
      values: values("SAAR_ref")
    )
  }
}
