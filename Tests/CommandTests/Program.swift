import Foundation
import Project

/// The built program, run as a user would.
struct Program {
  struct Outcome {
    var status: Int32
    var output: String
    var diagnostics: String
  }

  /// Beside the tests in the build folder.
  static let path: String = {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    while !FileManager.default.isExecutableFile(atPath: folder.appending(path: "ybz").path), folder.path != "/" {
      folder.deleteLastPathComponent()
    }
    return folder.appending(path: "ybz").path
  }()

  /// - Parameter directory: where it runs; nil is the project's root.
  static func run(_ arguments: String..., in directory: URL? = nil) throws -> Outcome {
    try run(path, arguments, in: directory ?? Project.root)
  }

  static func run(_ executable: String, _ arguments: [String], in directory: URL) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = directory
    // Files rather than pipes: a full pipe would stop a program that says much.
    let scratch = FileManager.default.temporaryDirectory.appending(path: "ybz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let (out, err) = (scratch.appending(path: "out"), scratch.appending(path: "err"))
    for file in [out, err] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try String(contentsOf: out, encoding: .utf8),
      diagnostics: try String(contentsOf: err, encoding: .utf8))
  }
}
