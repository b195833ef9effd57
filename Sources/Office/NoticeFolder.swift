import Crypto
import Foundation

/// A notice's files on disk.
package enum NoticeFolder {
  /// Every file directly in the folder, by name; or, for the path of a file, of the folder it stands in.
  package static func files(atPath path: String) throws -> [String: [UInt8]] {
    let url = URL(fileURLWithPath: path)
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
    let folder = exists && !isFolder.boolValue ? url.deletingLastPathComponent() : url
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where !name.hasPrefix(".") {
      let file = folder.appending(path: name)
      guard FileManager.default.isReadableFile(atPath: file.path), !file.hasDirectoryPath else { continue }
      files[name] = [UInt8](try Data(contentsOf: file))
    }
    return files
  }

  /// A short name for exactly these files.
  static func digest(of files: [String: [UInt8]]) -> String {
    var hash = SHA256()
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      hash.update(data: Array("\(name) \(bytes.count)\n".utf8))
      hash.update(data: bytes)
    }
    return hash.finalize().prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
