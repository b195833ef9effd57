import Foundation

extension URL {
  /// Puts the bytes there whole or not at all, and leaves a file that holds them already as it is.
  func write(_ bytes: [UInt8]) throws {
    if let present = FileManager.default.contents(atPath: path), present.elementsEqual(bytes) { return }
    try FileManager.default.createDirectory(at: deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: self, options: .atomic)
  }
}
