internal import NetCDFFile
internal import ObservationModel
internal import Summary

extension StatisticNames {
  /// The name of the netCDF variable of an estimate, such as `temperature_uncertainty`.
  func name(of estimate: CellEstimate) -> String { "\(variable.stem)_\(estimate.rawValue)" }

  /// The attributes of an estimate but for its coordinates and grid mapping.
  ///
  /// - SeeAlso: CF-1.11, section 3.3 and appendix C: `standard_error` is the uncertainty of data,
  ///   expressed as a standard error.
  func description(of estimate: CellEstimate) -> [AttributeLayout] {
    let quantity = variable.quantity
    var attributes: [AttributeLayout] = []
    if !quantity.standardName.isEmpty {
      let name = estimate.isMean ? "" : " standard_error"
      attributes.append(AttributeLayout("standard_name", quantity.standardName + name))
    }
    attributes += [
      AttributeLayout("long_name", "\(words(for: estimate)) of \(quantity.longName)"),
      AttributeLayout("units", quantity.units),
    ]
    if isTemperature {
      let kind = estimate.isMean ? "on_scale" : "difference"
      attributes.append(AttributeLayout("units_metadata", "temperature: \(kind)"))
    }
    let isOfWeighted = estimate.isMean || estimate == .weightedMeanUncertainty
    let weights =
      isOfWeighted
      ? "each network with the inverse of its variance" : "each observation with the same weight"
    attributes.append(
      AttributeLayout("cell_methods", "\(levelMethod)time: \(horizontalAxes) mean (\(weights))")
    )
    if estimate.isMean {
      if variable.estimates[.weightedMeanUncertainty] != nil {
        attributes.append(
          AttributeLayout("ancillary_variables", name(of: .weightedMeanUncertainty))
        )
      }
    } else {
      attributes.append(AttributeLayout("valid_min", 0, type: .float))
    }
    attributes.append(AttributeLayout("comment", comment(on: estimate)))
    attributes.append(
      AttributeLayout(
        "coverage_content_type",
        estimate.isMean ? "physicalMeasurement" : "qualityInformation"
      )
    )
    return attributes
  }

  private func words(for estimate: CellEstimate) -> String {
    switch estimate {
    case .weightedMean: "mean of networks, weighted by their errors,"
    case .weightedMeanUncertainty: "standard uncertainty of the weighted mean"
    case .uncertainty: "standard uncertainty of the mean"
    case .randomUncertainty: "standard uncertainty of the mean from random errors"
    case .correlatedUncertainty: "standard uncertainty of the mean from locally correlated errors"
    case .systematicUncertainty: "standard uncertainty of the mean from systematic errors"
    case .samplingUncertainty: "standard uncertainty of the mean from sampling"
    }
  }

  private func comment(on estimate: CellEstimate) -> String {
    var sentences = ["From the errors that the pipeline declares for each network."]
    switch estimate {
    case .weightedMean, .weightedMeanUncertainty:
      sentences.append(
        "The weight of a network is the inverse of the variance of its mean: random, locally"
          + " correlated and systematic errors, and what is declared of its representativity."
      )
    case .uncertainty, .samplingUncertainty:
      sentences.append(
        "Sampling is told by the spread of the observations unless every network declares its"
          + " representativity; missing where there is one observation."
      )
    case .randomUncertainty, .correlatedUncertainty, .systematicUncertainty: break
    }
    return sentences.joined(separator: " ")
  }
}
