import Foundation

/// An office's folder: where the clerk drops files and finds what came of them.
///
///     收件箱/        what the units sent, as it came
///     报告/          one page and one JSON a submission
///     汇总/          the district's workbooks, a folder a period
///     归档/          every byte ever received, under its hash
///     发件箱/        the answers, ready to look at and send
///     空白表/        blank forms
///     台账.sqlite    the ledger
///     单位名册.xlsx  the units and where their mail goes
///     配置.yaml      the office's own settings
package struct OfficeFolder: Sendable {
  package let root: URL

  package init(_ path: String) {
    root = URL(fileURLWithPath: path, isDirectory: true)
  }

  package var inbox: URL { root.appending(path: "收件箱", directoryHint: .isDirectory) }
  package var reports: URL { root.appending(path: "报告", directoryHint: .isDirectory) }
  package var merged: URL { root.appending(path: "汇总", directoryHint: .isDirectory) }
  package var archive: URL { root.appending(path: "归档", directoryHint: .isDirectory) }
  package var outbox: URL { root.appending(path: "发件箱", directoryHint: .isDirectory) }
  package var blankForms: URL { root.appending(path: "空白表", directoryHint: .isDirectory) }
  package var ledger: URL { root.appending(path: "台账.sqlite") }
  package var roster: URL { root.appending(path: "单位名册.xlsx") }
  package var settings: URL { root.appending(path: "配置.yaml") }

  package var folders: [URL] { [inbox, reports, merged, archive, outbox, blankForms] }

  /// Whether `ybz init` has been here.
  package var exists: Bool {
    [inbox, settings].allSatisfy { FileManager.default.fileExists(atPath: $0.path) }
  }
}
