import Foundation

/// Every byte ever received, once, under its hash: `归档/3f/3f9c….bin`.
struct Archive {
  let folder: URL

  /// Keeps the bytes; what is kept already is not written again.
  func keep(_ bytes: [UInt8], sha256: String) throws {
    let place = url(of: sha256)
    if FileManager.default.fileExists(atPath: place.path) { return }
    try place.write(bytes)
  }

  func bytes(of sha256: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url(of: sha256)))
  }

  private func url(of sha256: String) -> URL {
    folder.appending(path: String(sha256.prefix(2))).appending(path: sha256 + ".bin")
  }
}
