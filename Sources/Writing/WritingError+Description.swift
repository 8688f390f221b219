internal import Glibc
internal import NetCDFFile

extension WritingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalidPath(let path):
      """
      "\(path)" cannot be the path of a product: expected a path that ends in a file name and \
      holds no zero byte
      """
    case .system(let operation, let path, let code):
      "cannot \(operation.rawValue) \(path): \(Self.text(ofErrno: code))"
    case .netCDF(let path, let error):
      "cannot write \(path): \(error)"
    case .product(let fault):
      "the product contradicts itself: \(fault)"
    }
  }

  private static func text(ofErrno code: Int32) -> String {
    switch code {
    case EACCES, EPERM, EROFS: "no permission to write there"
    case ENOSPC, EDQUOT: "no space is left; free some and run again"
    case EFBIG: "the file would be larger than is allowed"
    case ENOENT: "no such file or directory"
    case ENOTDIR: "a part of the path is a file where a directory was expected"
    case EISDIR: "a directory has that name"
    case ENAMETOOLONG: "the name is too long"
    case EIO: "the device reports an input/output error"
    default: "error \(code) of the operating system"
    }
  }
}

extension ProductFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noTimeBins: "it has no time bins"
    case .timeBinOutOfOrder(let index):
      """
      time bin \(index) is empty, overlaps the one before it or lies outside the years 1600 to \
      2999
      """
    case .latitudeEdgesOutOfOrder:
      "the edges of latitude must be two or more, increasing, within -90...90 degrees"
    case .longitudeEdgesOutOfOrder:
      """
      the edges of longitude must be two or more, increasing, from -180 to 540 and at most 360 \
      degrees apart
      """
    case .planeEdgesOutOfOrder:
      "the edges in the plane must be two or more, increasing, within 41000 km of the pole"
    case .refinementLevelOutOfRange: "the level of HEALPix must be from 0 to 13"
    case .depthsOutOfOrder: "the standard depths must be finite and increasing"
    case .depthBoundsOutOfPlace: "there must be bounds for all standard depths, each around its own"
    case .noStandardDepths(let variable):
      "\(variable) is on standard depths and the product has none"
    case .levelNotFinite(let variable): "the depth or height of \(variable) is not a number"
    case .invalidName(let name):
      """
      "\(name)" cannot be a name in the file: expected letters, digits and underscores, a letter \
      first, at most 200
      """
    case .duplicateName(let name): "two things are called \(name)"
    case .invalidNetwork(let name):
      "the network name \"\(name)\" is empty, holds a zero byte or occurs twice"
    case .noNetworks(let variable):
      "\(variable) has counts by network and the product names no networks"
    case .zeroByte(let attribute): "the text of \(attribute) holds a zero byte"
    case .factIsComputed(let name):
      "\(name) was given and is computed from the values; leave it out of the metadata"
    case .invalidDigest(let digest):
      "the content digest \"\(digest)\" is not at least 32 hexadecimal digits"
    case .createdAtOutOfRange(let seconds):
      "the instant of creation, \(seconds) s since 1970, is outside the years 1600 to 2999"
    case .tooLarge: "it has more values than a file can hold"
    case .wrongCount(let variable, let expected, let found):
      "\(variable) has \(found) values in a field where \(expected) were expected"
    case .notACount(let variable, let value):
      "\(variable) holds \(value) where a count from 0 to 2147483647 was expected"
    }
  }
}
