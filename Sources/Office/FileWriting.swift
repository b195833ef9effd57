import Foundation

extension URL {
  /// Puts the bytes there whole or not at all, and leaves a file that holds them already as it is.
  func write(_ bytes: [UInt8]) throws {
    let data = Data(bytes)
    if FileManager.default.contents(atPath: path) == data { return }
    try FileManager.default.createDirectory(at: deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: self, options: .atomic)
  }
}
