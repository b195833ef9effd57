import Glibc

/// Results that are bytes already, past the buffer that `print` writes to.
enum StandardOutput {
  static func write(_ bytes: [UInt8]) throws(OutputClosed) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(1, $0.baseAddress.map { $0 + written }, $0.count - written) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw OutputClosed() }
      written += count
    }
  }
}

/// Whoever reads the output has gone.
struct OutputClosed: Error {}
