/// Where a cell leads (ISO 29500-1 18.3.1.47).
///
/// ```swift
/// try book.link(CellReference(column: 1, row: 1), Hyperlink(.cells(sheet: "附件1", cells), tooltip: "看原表"))
/// ```
public struct Hyperlink: Hashable, Sendable {
  public enum Target: Hashable, Sendable {
    /// An address outside the workbook: `https://…`, `mailto:…`, a relative path. At most 2,079 UTF-16 units.
    case external(String)
    /// Cells of the same workbook.
    case cells(sheet: String, CellRange)
    case definedName(String)
  }

  public var target: Target
  /// Shown when the mouse rests on the cell. At most 255 UTF-16 units.
  public var tooltip: String?

  public init(_ target: Target, tooltip: String? = nil) {
    self.target = target
    self.tooltip = tooltip
  }
}

/// A note on a cell: what Excel once called a comment (ISO 29500-1 18.7).
///
/// ```swift
/// try book.add(Note("请核对。", author: "核对"), to: CellReference(column: 2, row: 1))
/// ```
public struct Note: Hashable, Sendable {
  /// At most 32,767 UTF-16 units.
  public var text: String
  public var author: String
  /// Whether it stands open rather than showing when the mouse rests on the cell.
  public var isVisible: Bool

  public init(_ text: String, author: String = "", isVisible: Bool = false) {
    self.text = text
    self.author = author
    self.isVisible = isVisible
  }
}

/// A name for cells or an expression, as the writer keeps it (ISO 29500-1 18.2.5).
struct NameRecord {
  var name: String
  var formula: String
  /// The sheet within which it holds; nil is the whole workbook.
  var sheet: String?
  var isHidden = false
}

/// Cells of a named sheet, written as formulas write them: `'附件1'!$A$2:$A$40`.
///
/// ```swift
/// let counts = SheetRange(sheet: "汇总", CellRange("B2:B9") ?? cells)
/// print(counts)  // '汇总'!$B$2:$B$9
/// ```
public struct SheetRange: Hashable, Sendable, CustomStringConvertible {
  public var sheet: String
  public var range: CellRange

  public init(sheet: String, _ range: CellRange) {
    self.sheet = sheet
    self.range = range
  }

  public var description: String { SheetName.quoted(sheet) + "!" + range.absolute }
}

extension CellReference {
  /// `$G$5`.
  var absolute: String { "$" + Self.letters(ofColumn: column) + "$" + String(row) }
}

extension CellRange {
  /// `$B$7:$B$12`.
  var absolute: String { first == last ? first.absolute : first.absolute + ":" + last.absolute }
}
