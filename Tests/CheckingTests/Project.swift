import Foundation

@testable import Checking

/// The project's own files, found from this one.
enum Project {
  static let root: URL = {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
      let parent = folder.deletingLastPathComponent()
      precondition(parent != folder, "no Package.swift above \(#filePath)")
      folder = parent
    }
    return folder
  }()

  static func noticeFiles(_ id: String = "gulou-2022-1") throws -> [String: [UInt8]] {
    let folder = root.appending(path: "Templates/\(id)")
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[name] = [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }
    return files
  }

  static func notice(_ id: String = "gulou-2022-1") throws -> Notice { try Notice(files: noticeFiles(id)) }
}

extension Notice {
  /// The notice under another reading.
  func choosing(_ choice: String, for name: Settings.Name) throws -> Notice {
    var other = self
    guard other.settings.choose(choice, for: name) else { throw NoticeError(file: "", message: "no reading \(choice)") }
    return other
  }
}
