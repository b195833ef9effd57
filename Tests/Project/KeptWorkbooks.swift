import Foundation
import Spreadsheets
import Testing

/// Workbooks that tests write, kept in the folder that `YBZ_WORKBOOKS` names for `Tests/Peers/agree.py`, which shows
/// every one of them to other people's programs. Nothing is kept where it names none.
private let folder = ProcessInfo.processInfo.environment["YBZ_WORKBOOKS"].map { URL(filePath: $0) }

private func keep(_ bytes: [UInt8], ending: String) {
  guard let folder else { return }
  // FNV-1a: the same workbook is kept once.
  let name = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  do {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: folder.appending(path: String(name, radix: 16) + ending), options: .atomic)
  } catch {
    Issue.record(error, "a workbook that others were to read was not kept")
  }
}

extension [UInt8] {
  /// The bytes of a workbook, for other programs as well.
  @discardableResult package func kept(as ending: String = ".xlsx") -> Self {
    keep(self, ending: ending)
    return self
  }
}

extension AnnotatedWorkbook {
  @discardableResult package func kept() -> Self {
    keep(bytes, ending: ".xlsx")
    return self
  }
}
