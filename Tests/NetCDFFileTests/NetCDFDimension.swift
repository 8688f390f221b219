import NetCDFFile

/// The dimension of a file; Foundation has a type of the same name.
typealias NetCDFDimension = Dimension
