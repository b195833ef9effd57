import Foundation
import Testing

/// Programs that other people wrote and that must understand what we write. Tests that need one run only where it is.
package enum OutsideReaders {
  /// A Python with openpyxl, python-calamine and lxml: `YBZ_PYTHON`, or `python3` on the path.
  package static let python: String? = {
    let candidate = ProcessInfo.processInfo.environment["YBZ_PYTHON"] ?? "python3"
    let probe = run(["/usr/bin/env", candidate, "-c", "import openpyxl, python_calamine, lxml"])
    return probe?.status == 0 ? candidate : nil
  }()

  package static var hasPython: Bool { python != nil }

  package static let hasJSONSchema: Bool =
    python.flatMap { run(["/usr/bin/env", $0, "-c", "import jsonschema"]) }?.status == 0

  /// `validate.py` beside the schemas of ECMA-376.
  package static let validator: String? = Project.shared?.appending(path: "schemas/validate.py").path

  package static var canValidate: Bool { validator != nil && hasPython }

  package static let hasOffice: Bool = run(["/usr/bin/env", "sh", "-c", "command -v soffice"])?.status == 0

  package struct Outcome {
    package var status: Int32
    package var output: String
  }

  package static func run(_ arguments: [String]) -> Outcome? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: arguments[0])
    process.arguments = Array(arguments.dropFirst())
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    do { try process.run() } catch { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
  }

  /// A folder of one's own for the time of a test.
  package static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ybz-writing-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  /// The faults that the published schemas find in a workbook, one a line; nil where there is none. They know nothing of
  /// `xml:space` (XML 1.0, 2.10), which every program writes at texts with outer spaces.
  package static func faults(in bytes: [UInt8]) throws -> String? {
    let (python, validator) = (try #require(python), try #require(validator))
    return try withFolder { folder in
      let file = folder.appending(path: "book.xlsx")
      try Data(bytes).write(to: file)
      let outcome = try #require(run(["/usr/bin/env", python, validator, file.path]))
      if outcome.status == 0 { return nil }
      let lines = outcome.output.split(separator: "\n")
      let faults = lines.filter { !$0.contains("XML/1998/namespace}space") }
      // The last line only counts them.
      return faults.count == 1 && lines.count > 1 ? nil : outcome.output
    }
  }

  /// What a line of Python prints of the workbook, which stands in `book` (openpyxl) and `path`.
  package static func openpyxl(_ bytes: [UInt8], prints expression: String) throws -> String {
    try python(bytes, "import openpyxl; book = openpyxl.load_workbook(path, rich_text=True); print(\(expression))")
  }

  package static func calamine(_ bytes: [UInt8], prints expression: String) throws -> String {
    try python(
      bytes,
      "import python_calamine; book = python_calamine.CalamineWorkbook.from_path(path); print(\(expression))")
  }

  private static func python(_ bytes: [UInt8], _ statements: String) throws -> String {
    let python = try #require(python)
    return try withFolder { folder in
      let file = folder.appending(path: "book.xlsx")
      try Data(bytes).write(to: file)
      let script = "import sys, warnings; warnings.simplefilter('error'); path = sys.argv[1]; \(statements)"
      let outcome = try #require(run(["/usr/bin/env", python, "-c", script, file.path]))
      return outcome.output.trimmingCharacters(in: .newlines)
    }
  }

  /// Every sheet as LibreOffice reads it, one CSV after another.
  package static func libreOffice(_ bytes: [UInt8]) throws -> [String] {
    try withFolder { folder in
      let file = folder.appending(path: "book.xlsx")
      try Data(bytes).write(to: file)
      // 44,34,76: comma, quotation mark, UTF-8; the last -1 writes every sheet.
      let outcome = run([
        "/usr/bin/env", "soffice", "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", folder.path,
        file.path,
      ])
      let sheets = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".csv") }
      try #require(!sheets.isEmpty, "LibreOffice: \(outcome?.output ?? "did not start")")
      return try sheets.sorted().map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    }
  }

  /// A cell as somebody else's reader sees it; the value as that reader's own JSON.
  package struct ForeignCell: Decodable {
    package var reader: String
    package var sheet: String
    package var ref: String
    package var value: ForeignValue
  }

  package enum ForeignValue: Decodable, Hashable {
    case text(String)
    case number(Double)
    case truth(Bool)

    package init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let truth = try? container.decode(Bool.self) {
        self = .truth(truth)
      } else {
        self = .number(try container.decode(Double.self))
      }
    }
  }

  /// Every cell of a workbook, by openpyxl and by python-calamine (`Tests/Peers/read_cells.py`).
  package static func cells(of bytes: [UInt8]) throws -> [ForeignCell] {
    let python = try #require(python)
    return try withFolder { folder in
      let file = folder.appending(path: "book.xlsx")
      try Data(bytes).write(to: file)
      let script = Project.root.appending(path: "Tests/Peers/read_cells.py").path
      let outcome = try #require(run(["/usr/bin/env", python, script, file.path]))
      try #require(outcome.status == 0, "\(outcome.output)")
      return try outcome.output.split(separator: "\n").map {
        try JSONDecoder().decode(ForeignCell.self, from: Data($0.utf8))
      }
    }
  }
}
