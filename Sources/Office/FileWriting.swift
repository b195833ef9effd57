import Foundation

extension URL {
  /// Puts the bytes there whole or not at all, and leaves a file that holds them already as it is.
  func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { bytes in
      let data =
        bytes.baseAddress.map {
          Data(bytesNoCopy: UnsafeMutableRawPointer(mutating: $0), count: bytes.count, deallocator: .none)
        } ?? Data()
      if FileManager.default.contents(atPath: path) == data { return }
      try FileManager.default.createDirectory(at: deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: self, options: .atomic)
    }
  }
}
