/// A whole workbook as read: every sheet in document order, every cell with its reference.
///
/// ```swift
/// let workbook = try Workbook(reading: bytes, named: "报表.xlsx")
/// for sheet in workbook.sheets where sheet.visibility != .visible { print("隐藏：", sheet.name) }
/// ```
public struct Workbook: Sendable {
  public var format: FileFormat
  public var sheets: [Sheet]
  /// Where text could not be decoded as its encoding says; empty for a sound file.
  public var decodingLosses: DecodingLosses
  /// What a CSV file was found to be written in, `UTF-8` or `GB18030` say; nil for workbooks.
  public var encoding: String?
  public var definedNames: [DefinedName]

  public init(
    format: FileFormat, sheets: [Sheet], decodingLosses: DecodingLosses = DecodingLosses(), encoding: String? = nil,
    definedNames: [DefinedName] = []
  ) {
    self.format = format
    self.sheets = sheets
    self.decodingLosses = decodingLosses
    self.encoding = encoding
    self.definedNames = definedNames
  }
}

/// The formats that can be read.
///
/// ```swift
/// let isTextFile = workbook.format == .csv || workbook.format == .tsv
/// ```
public enum FileFormat: String, Sendable, CaseIterable {
  case xlsx, xlsm, ods, csv, tsv
}

/// Whether a sheet is shown.
///
/// ```swift
/// let shown = workbook.sheets.filter { $0.visibility == .visible }
/// ```
public enum Visibility: String, Sendable {
  case visible, hidden
  /// Hidden so that only a macro shows it again (`veryHidden`).
  case veryHidden
}

/// One sheet, its rows sparse and in order: only rows that hold something are there.
///
/// ```swift
/// let sheet = workbook.sheets[0]
/// let titles = sheet.mergedRanges.filter { $0.first.row == 1 }
/// let remark = sheet.comments[CellReference(column: 7, row: 5)]
/// ```
public struct Sheet: Hashable, Sendable {
  public var name: String
  public var visibility: Visibility
  public var rows: [Row]
  public var mergedRanges: [CellRange]
  /// Columns that are hidden, counted from 1.
  public var hiddenColumns: [ClosedRange<Int>]
  /// The target of each hyperlinked cell: an address on the web, or a place in the workbook (`#Sheet2!A1`).
  public var hyperlinks: [CellReference: String]
  /// Notes (comments) by cell.
  public var comments: [CellReference: String]
  /// Cells in which a picture is anchored or embedded, one entry a picture, in document order.
  public var pictures: [CellReference]
  public var dataValidations: [DataValidation]

  public init(
    name: String, visibility: Visibility = .visible, rows: [Row] = [], mergedRanges: [CellRange] = [],
    hiddenColumns: [ClosedRange<Int>] = [], hyperlinks: [CellReference: String] = [:],
    comments: [CellReference: String] = [:], pictures: [CellReference] = [], dataValidations: [DataValidation] = []
  ) {
    self.name = name
    self.visibility = visibility
    self.rows = rows
    self.mergedRanges = mergedRanges
    self.hiddenColumns = hiddenColumns
    self.hyperlinks = hyperlinks
    self.comments = comments
    self.pictures = pictures
    self.dataValidations = dataValidations
  }
}

/// One row of a sheet, its cells sparse and in order.
///
/// ```swift
/// for row in sheet.rows where !row.isHidden { print(row.number, row.cells.count) }
/// ```
public struct Row: Hashable, Sendable {
  /// The row's own number in the sheet, counted from 1.
  public var number: Int
  public var isHidden: Bool
  /// The cells that hold something, in order of column.
  public var cells: [Cell]

  public init(number: Int, isHidden: Bool = false, cells: [Cell]) {
    self.number = number
    self.isHidden = isHidden
    self.cells = cells
  }
}

/// One cell: where it stands and what it holds.
///
/// ```swift
/// let unfinished = row.cells.filter { $0.hasFormula && $0.value == nil }.map(\.reference)
/// ```
public struct Cell: Hashable, Sendable {
  public var reference: CellReference
  // Not written with a question mark: what is begins as nil, and each cell's value would be counted twice more.
  /// A formula's cached result where there is a formula; nil when it was saved without one.
  public var value: Optional<CellValue>
  public var hasFormula: Bool

  public init(_ reference: CellReference, _ value: CellValue?, hasFormula: Bool = false) {
    self.reference = reference
    self.value = value
    self.hasFormula = hasFormula
  }
}

extension Cell: CustomStringConvertible {
  /// `G5 属地摸排`; a formula without a cached result is `G5 ∅`.
  public var description: String { "\(reference) \(value.map(String.init(describing:)) ?? "∅")" }
}

/// A place where bytes are no text in the encoding of the file.
///
/// ```swift
/// for loss in losses.first { print("第", loss.line, "行，第", loss.offset, "字节") }
/// ```
public struct DecodingLoss: Hashable, Sendable {
  /// Bytes from the beginning of the file.
  public var offset: Int
  /// Counted from 1.
  public var line: Int

  public init(offset: Int, line: Int) {
    self.offset = offset
    self.line = line
  }
}

/// What of a text file could not be decoded. Each loss stands in the text as U+FFFD.
///
/// ```swift
/// let losses = workbook.decodingLosses
/// if let first = losses.first.first { print("第", first.line, "行起，共", losses.count, "处无法识别") }
/// ```
public struct DecodingLosses: Hashable, Sendable {
  /// The first of them, as many as ``Limits/decodingLosses``.
  public var first: [DecodingLoss]
  /// Of all.
  public var count: Int

  public init(_ first: [DecodingLoss] = []) {
    self.first = first
    count = first.count
  }

  public var isEmpty: Bool { count == 0 }
}

/// A name that a workbook gives to a range or a formula.
///
/// ```swift
/// let printAreas = workbook.definedNames.filter { $0.name == "_xlnm.Print_Area" }.map(\.formula)
/// ```
public struct DefinedName: Hashable, Sendable {
  public var name: String
  /// As written, without an equals sign: `Sheet1!$A$1:$A$9`.
  public var formula: String
  /// The index of the only sheet that knows the name; nil where all do.
  public var sheet: Int?

  public init(name: String, formula: String, sheet: Int? = nil) {
    self.name = name
    self.formula = formula
    self.sheet = sheet
  }
}

/// What may be typed into some cells, a drop-down list say.
///
/// ```swift
/// let lists = sheet.dataValidations.filter { $0.kind == "list" }.compactMap(\.formula1)
/// ```
public struct DataValidation: Hashable, Sendable {
  public var ranges: [CellRange]
  /// `list`, `whole`, `date` and so on (ISO 29500-1, 18.18.21).
  public var kind: String
  /// The formulas as written; a list in place is in quotes: `"是,否"`.
  public var formula1: String?
  public var formula2: String?

  public init(ranges: [CellRange], kind: String, formula1: String? = nil, formula2: String? = nil) {
    self.ranges = ranges
    self.kind = kind
    self.formula1 = formula1
    self.formula2 = formula2
  }
}
