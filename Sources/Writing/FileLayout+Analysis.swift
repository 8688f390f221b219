internal import NetCDFFile
internal import ObservationModel

extension FileLayout {
  /// Adds the analysis of a quantity and its standard error.
  mutating func addAnalysis(
    of variable: ProductVariable,
    index: Int,
    dimensions: [String],
    chunks: [Int],
    coordinates: [String],
    names: StatisticNames
  ) {
    guard let analysis = variable.analysis else { return }
    for isError in analysis.errors == nil ? [false] : [false, true] {
      var attributes = names.descriptionOfAnalysis(isError: isError)
      if !isError, analysis.errors != nil {
        attributes.append(
          AttributeLayout("ancillary_variables", names.nameOfAnalysis(isError: true))
        )
      }
      attributes.append(AttributeLayout("comment", analysis.comment))
      attributes.append(AttributeLayout("grid_mapping", "crs"))
      if !coordinates.isEmpty {
        attributes.append(AttributeLayout("coordinates", coordinates.joined(separator: " ")))
      }
      variables.append(
        VariableLayout(
          name: names.nameOfAnalysis(isError: isError),
          type: .float,
          dimensions: dimensions,
          attributes: attributes,
          fill: .reals([.nan]),
          chunks: chunks,
          contents: isError ? .analysisError(variable: index) : .analysis(variable: index)
        )
      )
    }
  }
}

extension StatisticNames {
  func nameOfAnalysis(isError: Bool) -> String {
    "\(variable.stem)_analysis\(isError ? "_error" : "")"
  }

  /// The attributes of an analysis or its error but for coordinates, grid mapping and comment.
  ///
  /// - SeeAlso: CF-1.11, appendix C, for the modifier `standard_error`.
  fileprivate func descriptionOfAnalysis(isError: Bool) -> [AttributeLayout] {
    let quantity = variable.quantity
    var attributes: [AttributeLayout] = []
    if !quantity.standardName.isEmpty {
      let modifier = isError ? " standard_error" : ""
      attributes.append(AttributeLayout("standard_name", quantity.standardName + modifier))
    }
    let what = isError ? "standard error of the analysis" : "analysis"
    attributes.append(AttributeLayout("long_name", "\(what) of \(quantity.longName)"))
    attributes.append(AttributeLayout("units", quantity.units))
    if isTemperature {
      let kind = isError ? "difference" : "on_scale"
      attributes.append(AttributeLayout("units_metadata", "temperature: \(kind)"))
    }
    if !isError {
      attributes.append(
        AttributeLayout("cell_methods", "\(levelMethod)time: mean \(horizontalAxes) point")
      )
    }
    attributes.append(
      AttributeLayout(
        "coverage_content_type",
        isError ? "auxiliaryInformation" : "modelResult"
      )
    )
    return attributes
  }
}
