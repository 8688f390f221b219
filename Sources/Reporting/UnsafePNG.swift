internal import CPNG

/// Encodes an image of 8-bit red, green and blue as PNG.
///
/// The same pixels give the same bytes: no time is written.
func pngBytes(rgb: [UInt8], width: Int, height: Int) throws(ReportingError) -> [UInt8] {
  guard width > 0, height > 0, rgb.count == width * height * 3 else {
    throw .encoding("\(rgb.count) bytes for \(width) x \(height) pixels")
  }
  var image = png_image()
  image.version = UInt32(PNG_IMAGE_VERSION)
  image.width = UInt32(width)
  image.height = UInt32(height)
  image.format = UInt32(PNG_FORMAT_FLAG_COLOR)
  defer { png_image_free(&image) }
  // Safe: the pixels hold `height` rows of 3 * width bytes, as checked above.
  var size = 0
  guard png_image_write_to_memory(&image, nil, &size, 0, rgb, 0, nil) != 0, size > 0 else {
    throw .encoding("libpng refused the picture")
  }
  var bytes = [UInt8](repeating: 0, count: size)
  guard png_image_write_to_memory(&image, &bytes, &size, 0, rgb, 0, nil) != 0 else {
    throw .encoding("libpng refused the picture")
  }
  return Array(bytes.prefix(size))
}
