@preconcurrency import CHDF5
import Foundation
import NetCDFFile
import Testing

/// Writes HDF5 files through the library, under its lock, for tests of what reads them.
struct HDF5Writer {
  let file: hid_t

  /// H5F_ACC_TRUNC and H5S_ALL, which are no constants to Swift.
  private static let truncating: UInt32 = 2
  private let all: hid_t = 0

  init(file: hid_t) { self.file = file }

  /// Writes a file of its own into a new directory.
  ///
  /// - Parameters:
  ///   - isLatest: In the newest format that the library knows: superblock 3, layout 4.
  ///   - userBlock: The bytes that the file has before its superblock.
  static func file(
    isLatest: Bool = false,
    userBlock: Int = 0,
    _ body: (HDF5Writer) -> Void
  ) throws -> String {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("hdf5-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let path = directory.appendingPathComponent("case.h5").path
    try Library.call { () throws(NetCDFError) in
      check(H5open())
      let access = check(H5Pcreate(H5P_CLS_FILE_ACCESS_ID_g))
      if isLatest { check(H5Pset_libver_bounds(access, H5F_LIBVER_V110, H5F_LIBVER_V110)) }
      let creation = check(H5Pcreate(H5P_CLS_FILE_CREATE_ID_g))
      if userBlock > 0 { check(H5Pset_userblock(creation, hsize_t(userBlock))) }
      let file = check(H5Fcreate(path, truncating, creation, access))
      body(HDF5Writer(file: file))
      check(H5Fclose(file))
      check(H5Pclose(access))
      check(H5Pclose(creation))
    }
    return path
  }

  /// Removes a file with its directory.
  static func remove(_ path: String) {
    try? FileManager.default.removeItem(
      at: URL(fileURLWithPath: path).deletingLastPathComponent()
    )
  }

  @discardableResult
  static func check<Status: SignedInteger>(
    _ status: Status,
    _ place: SourceLocation = #_sourceLocation
  ) -> Status {
    #expect(status >= 0, "the library refuses what the test asks of it", sourceLocation: place)
    return status
  }

  /// Makes a dataset and writes values of `type` into it.
  ///
  /// - Parameters:
  ///   - greatest: The lengths that it may grow to; nil is unlimited.
  ///   - fill: A value of `type` for what is not written.
  ///   - settings: Sets filters and the like.
  func dataset<Value>(
    _ name: String,
    type: hid_t,
    shape: [Int],
    greatest: [Int?]? = nil,
    chunk: [Int]? = nil,
    fill: Value? = nil,
    values: [Value]? = nil,
    settings: (hid_t) -> Void = { _ in }
  ) {
    let id = open(
      name,
      type: type,
      shape: shape,
      greatest: greatest,
      chunk: chunk,
      fill: fill,
      settings: settings
    )
    if let values {
      Self.check(H5Dwrite(id, type, all, all, 0, values))
    }
    Self.check(H5Dclose(id))
  }

  /// Makes a dataset and leaves it open.
  func open<Value>(
    _ name: String,
    type: hid_t,
    shape: [Int],
    greatest: [Int?]? = nil,
    chunk: [Int]? = nil,
    fill: Value? = nil,
    settings: (hid_t) -> Void = { _ in }
  ) -> hid_t {
    let space = Self.space(shape, greatest: greatest)
    let creation = Self.check(H5Pcreate(H5P_CLS_DATASET_CREATE_ID_g))
    if let chunk {
      Self.check(H5Pset_chunk(creation, Int32(chunk.count), chunk.map { hsize_t($0) }))
    }
    if var fill { Self.check(H5Pset_fill_value(creation, type, &fill)) }
    settings(creation)
    let id = Self.check(H5Dcreate2(file, name, type, space, 0, creation, 0))
    Self.check(H5Sclose(space))
    Self.check(H5Pclose(creation))
    return id
  }

  static func space(_ shape: [Int], greatest: [Int?]? = nil) -> hid_t {
    if shape.isEmpty { return check(H5Screate(H5S_SCALAR)) }
    return check(
      H5Screate_simple(
        Int32(shape.count),
        shape.map { hsize_t($0) },
        greatest?.map { $0.map { hsize_t($0) } ?? hsize_t.max }
      )
    )
  }

  /// A chunk exactly as it is to lie in the file.
  func rawChunk(_ dataset: hid_t, at offset: [Int], mask: UInt32, _ bytes: [UInt8]) {
    Self.check(
      H5Dwrite_chunk(dataset, 0, mask, offset.map { hsize_t($0) }, bytes.count, bytes)
    )
  }

  /// An attribute of an object.
  func attribute<Value>(
    _ name: String,
    of object: hid_t? = nil,
    type: hid_t,
    shape: [Int],
    values: [Value]
  ) {
    let space = Self.space(shape)
    let id = Self.check(H5Acreate2(object ?? file, name, type, space, 0, 0))
    Self.check(H5Awrite(id, type, values))
    Self.check(H5Aclose(id))
    Self.check(H5Sclose(space))
  }

  static func deflateAndShuffle(_ creation: hid_t) {
    check(H5Pset_shuffle(creation))
    check(H5Pset_deflate(creation, 4))
  }
}
