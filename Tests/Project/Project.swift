import Checking
import Foundation

/// The project's own files, for tests: found from this file upwards.
package enum Project {
  package static let root: URL = {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
      let parent = folder.deletingLastPathComponent()
      precondition(parent != folder, "no Package.swift above \(#filePath)")
      folder = parent
    }
    return folder
  }()

  /// What the workplace shares beside the project; nil for someone who has only the project.
  package static let shared: URL? = {
    let folder = root.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  package static func noticeFiles(_ id: String = "gulou-2022-1") throws -> [String: [UInt8]] {
    let folder = root.appending(path: "Templates/\(id)")
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[name] = [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }
    return files
  }

  package static func notice(_ id: String = "gulou-2022-1") throws -> Notice { try Notice(files: noticeFiles(id)) }

  /// Runs `body` with a folder of its own that is gone afterwards.
  package static func withTemporaryFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ybz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
  }
}
