/// What is known of a product beside its values: facts from the pipeline file and the identity of
/// its content.
///
/// Facts are given, never invented. What is not given and cannot be computed from the product is
/// left out of the file and named in `WrittenProduct.missingFacts`.
public struct ProductMetadata: Sendable, Equatable {
  /// Global attributes in the order they are written, such as `title` or `creator_name`. Names are
  /// those of ACDD-1.3 and CF-1.11; others are written as they are.
  public var facts: [ProductFact]

  /// The instant that stands for the making of the product, in seconds since 1970-01-01 UTC; the
  /// same for every run over the same inputs, so never the wall clock. Becomes `date_created`,
  /// `date_modified` and `date_metadata_modified` where the facts do not give them.
  public var createdAt: Int?

  /// A digest of what the product is made from, in hexadecimal, at least 32 digits. Becomes `uuid`.
  public var contentDigest: String?

  public init(facts: [ProductFact], createdAt: Int? = nil, contentDigest: String? = nil) {
    self.facts = facts
    self.createdAt = createdAt
    self.contentDigest = contentDigest
  }

  /// The attributes that are computed from the product. A fact of such a name is refused, because
  /// it could contradict the values.
  public static let computedNames: Set<String> = [
    "Conventions", "cdm_data_type", "uuid",
    "geospatial_bounds", "geospatial_bounds_crs", "geospatial_bounds_vertical_crs",
    "geospatial_lat_max", "geospatial_lat_min", "geospatial_lat_resolution",
    "geospatial_lat_units", "geospatial_lon_max", "geospatial_lon_min",
    "geospatial_lon_resolution", "geospatial_lon_units", "geospatial_vertical_max",
    "geospatial_vertical_min", "geospatial_vertical_positive", "geospatial_vertical_resolution",
    "geospatial_vertical_units", "time_coverage_duration", "time_coverage_end",
    "time_coverage_resolution", "time_coverage_start",
  ]

  /// The global attributes that CF-1.11 and ACDD-1.3 recommend, the most wanted first.
  public static let recommendedNames: [String] = [
    // Highly recommended.
    "title", "summary", "keywords", "Conventions",
    // Recommended.
    "id", "naming_authority", "history", "source", "processing_level", "comment",
    "acknowledgement", "license", "standard_name_vocabulary", "date_created", "creator_name",
    "creator_email", "creator_url", "institution", "project", "publisher_name",
    "publisher_email", "publisher_url", "geospatial_bounds", "geospatial_bounds_crs",
    "geospatial_bounds_vertical_crs", "geospatial_lat_min", "geospatial_lat_max",
    "geospatial_lon_min", "geospatial_lon_max", "geospatial_vertical_min",
    "geospatial_vertical_max", "geospatial_vertical_positive", "time_coverage_start",
    "time_coverage_end", "time_coverage_duration", "time_coverage_resolution",
    // Suggested.
    "creator_type", "creator_institution", "publisher_type", "publisher_institution", "program",
    "contributor_name", "contributor_role", "geospatial_lat_units",
    "geospatial_lat_resolution", "geospatial_lon_units", "geospatial_lon_resolution",
    "geospatial_vertical_units", "geospatial_vertical_resolution", "date_modified",
    "date_issued", "date_metadata_modified", "product_version", "keywords_vocabulary",
    "platform", "platform_vocabulary", "instrument", "instrument_vocabulary", "metadata_link",
    "references",
  ]
}
