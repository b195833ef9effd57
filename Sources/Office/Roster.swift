import Checking
import Foundation
import Spreadsheets

/// Where each unit's mail goes: `单位名册.xlsx`, a table with the columns 单位 and 邮箱, kept in any spreadsheet program.
struct Roster {
  /// By unit id; a cell may hold several addresses.
  private(set) var addresses: [String: [String]] = [:]
  /// What could not be used, in words for the clerk.
  private(set) var remarks: [String] = []

  static let unitHeader = "单位"
  static let addressHeader = "邮箱"
  static let headers = ["序号", unitHeader, "联系人", "电话", addressHeader]

  init(at url: URL, notice: Notice) {
    let name = url.lastPathComponent
    guard let data = FileManager.default.contents(atPath: url.path) else {
      remarks.append("没有找到 \(name)，回信草稿没有收件人。")
      return
    }
    let workbook: Workbook
    do {
      workbook = try Workbook(reading: [UInt8](data), named: name)
    } catch {
      remarks.append("\(name) 无法读取，回信草稿没有收件人：\(error.fault)。")
      return
    }
    guard let (sheet, header) = workbook.sheets.lazy.compactMap(Self.header).first else {
      remarks.append("\(name) 里没有找到“\(Self.unitHeader)”“\(Self.addressHeader)”两列，回信草稿没有收件人。")
      return
    }
    for row in sheet.rows where row.number > header.row {
      guard let text = row.text(in: header.unit) else { continue }
      guard let unit = notice.units.first(where: { $0.name == text || $0.aliases.contains(text) }) else {
        remarks.append("\(name) 第 \(row.number) 行“\(text)”不在通知的单位名单里，没有采用。")
        continue
      }
      let separators: Set<Character> = [";", "；", ",", "，", "、", " ", "\n"]
      let parts = (row.text(in: header.address) ?? "").split(whereSeparator: separators.contains).map(String.init)
      for address in parts where !Self.isAddress(address) {
        remarks.append("\(name) 第 \(row.number) 行“\(address)”不像邮箱地址，没有采用。")
      }
      addresses[unit.id, default: []] += parts.filter(Self.isAddress)
    }
    let without = notice.units.filter { addresses[$0.id, default: []].isEmpty }.map(\.name)
    if !without.isEmpty { remarks.append("\(name) 里没有邮箱：\(without.joined(separator: "、"))；给这些单位的回信草稿没有收件人。") }
  }

  func addresses(of unit: String?) -> [String] { unit.flatMap { addresses[$0] } ?? [] }

  private static func header(of sheet: Sheet) -> (Sheet, (row: Int, unit: Int, address: Int))? {
    for row in sheet.rows.prefix(20) {
      let titles = Dictionary(
        row.cells.compactMap { cell in row.text(in: cell.reference.column).map { ($0, cell.reference.column) } },
        uniquingKeysWith: { first, _ in first })
      if let unit = titles[unitHeader], let address = titles[addressHeader] {
        return (sheet, (row.number, unit, address))
      }
    }
    return nil
  }

  private static func isAddress(_ text: String) -> Bool {
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    return halves.count == 2 && !halves[0].isEmpty && halves[1].contains(".")
      && text.utf8.allSatisfy { $0 > 32 && $0 < 127 }
  }
}

extension Row {
  /// The text of a cell without outer spaces; nil where there is none.
  fileprivate func text(in column: Int) -> String? {
    guard case .text(let text)? = cells.first(where: { $0.reference.column == column })?.value else { return nil }
    let trimmed = text.string.trimmed
    return trimmed.isEmpty ? nil : trimmed
  }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
