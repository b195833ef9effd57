import Checking
import Glibc

/// Results, past the buffer that `print` writes to: what cannot be written is told.
enum StandardOutput {
  static func write(_ bytes: RawSpan) throws(OutputFailure) {
    var written = 0
    while written < bytes.byteCount {
      let count = bytes.withUnsafeBytes { Glibc.write(1, $0.baseAddress.map { $0 + written }, $0.count - written) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw errno == EPIPE ? .closed : .failed(code: errno) }
      written += count
    }
  }

  static func write(_ bytes: [UInt8]) throws(OutputFailure) { try write(bytes.span.bytes) }

  static func write(_ lines: JSONLines) throws(OutputFailure) {
    try lines.withBytes { (bytes) throws(OutputFailure) in try write(bytes) }
  }

  static func writeLine(_ text: String) throws(OutputFailure) { try write(Array((text + "\n").utf8)) }
}

/// Why results did not arrive.
enum OutputFailure: Error {
  /// Whoever reads the output has gone.
  case closed
  /// The system's error number.
  case failed(code: Int32)
}
