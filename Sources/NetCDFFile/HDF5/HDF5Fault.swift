/// Why the reader of HDF5 gives up on a structure.
indirect enum HDF5Fault: Error {
  /// Damaged, hostile or beyond a limit: an error for the caller.
  case refused(NetCDFError)
  /// Valid, as far as can be seen, but not known here: the library may know it.
  case unusual(String)
}
