/// A spreadsheet file, opened: its sheets are known, and their rows are read when they are asked for.
///
/// Memory stays the same however many rows a sheet has; only the texts that cells share are kept.
///
/// ```swift
/// let reader = try SpreadsheetReader(path: path)
/// var rows = try reader.rows(ofSheet: 0)
/// while let row = try rows.next() {
///   for cell in row.cells { print(cell) }
/// }
/// ```
public struct SpreadsheetReader: ~Copyable {
  /// A sheet as the workbook lists it.
  public struct SheetEntry: Hashable, Sendable {
    public let name: String
    public let visibility: Visibility
  }

  public let format: FileFormat
  /// The sheets in their order.
  public let sheets: [SheetEntry]
  private let file: File

  private enum File {
    case xlsx(XLSXFile)
    case ods(ODSFile)
    case text(DelimitedFile)
  }

  /// Opens a file that is in memory. `name` is the file's own name; see `Workbook.init(reading:named:limits:)`.
  public init(_ bytes: [UInt8], named name: String, limits: Limits = .standard) throws(SpreadsheetError) {
    try self.init(bytes, named: name, limits: limits, memory: nil)
  }

  /// - Parameter memory: what is known of other files' parts, read within the same limits.
  init(_ bytes: [UInt8], named name: String, limits: Limits, memory: PartMemory?) throws(SpreadsheetError) {
    let source = ByteSource.memory(bytes)
    switch try FileSignature.detect(source, named: name) {
    case .zip:
      let archive = try ZipArchive(bytes: bytes, limits: limits)
      archive.memory = memory
      try self.init(archive: archive)
    case .text: try self.init(text: DelimitedFile(source: source, named: name, limits: limits))
    }
  }

  /// What it was opened with and has learnt since; nil where that was nothing.
  var memory: PartMemory? { if case .xlsx(let file) = file { file.archive.memory } else { nil } }

  /// Opens a file on disk; a workbook is read from there as its rows are asked for.
  public init(path: String, limits: Limits = .standard) throws(SpreadsheetError) {
    let source = try ByteSource.file(InputFile(path: path))
    switch try FileSignature.detect(source, named: path) {
    case .zip: try self.init(archive: ZipArchive(path: path, size: source.count, limits: limits))
    case .text: try self.init(text: DelimitedFile(source: source, named: path, limits: limits))
    }
  }

  private init(archive: ZipArchive) throws(SpreadsheetError) {
    if ODSFile.isOne(archive) {
      let ods = try ODSFile(archive: archive)
      file = .ods(ods)
      format = .ods
      sheets = ods.sheets.map { SheetEntry(name: $0.name, visibility: $0.visibility) }
    } else {
      let xlsx = try XLSXFile(archive: archive)
      file = .xlsx(xlsx)
      format = xlsx.format
      sheets = xlsx.sheets.map { SheetEntry(name: $0.name, visibility: $0.visibility) }
    }
  }

  private init(text: DelimitedFile) {
    file = .text(text)
    format = text.format
    sheets = [SheetEntry(name: text.sheetName, visibility: .visible)]
  }

  /// The rows of a sheet, in the order of the file. `index` counts from 0 and must be that of a sheet.
  public func rows(ofSheet index: Int) throws(SpreadsheetError) -> RowStream {
    precondition(sheets.indices.contains(index), "no such sheet")
    switch file {
    case .xlsx(let file): return RowStream(try file.rows(of: index))
    case .ods(let file): return RowStream(try file.rows(of: index))
    case .text(let file): return RowStream(file.rows())
    }
  }

  /// Shows every cell of a sheet that holds something, in the order of the file. The fastest way to read: no cell is made.
  /// Returns what could not be decoded, which is nothing but in text files.
  @discardableResult
  public func forEachCell(
    ofSheet index: Int, _ body: (borrowing CellView) -> Void
  ) throws(SpreadsheetError) -> DecodingLosses {
    precondition(sheets.indices.contains(index), "no such sheet")
    var losses = DecodingLosses()
    var failure: SpreadsheetError?
    withoutActuallyEscaping(body) { body in
      do throws(SpreadsheetError) {
        let visitor = CellVisitor(body: body)
        switch file {
        case .xlsx(let file): return try file.visit(sheet: index, visitor)
        case .text(let file):
          losses = try file.visit(visitor)
          return
        case .ods: break
        }
        var rows = try rows(ofSheet: index)
        while let row = try rows.next() {
          for cell in row.cells { visitor.show(cell, epoch: .year1900) }
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    return losses
  }

  /// A whole sheet: its rows in order, and what is said of its cells in other parts.
  public func sheet(at index: Int) throws(SpreadsheetError) -> Sheet {
    precondition(sheets.indices.contains(index), "no such sheet")
    switch file {
    case .ods(let file):
      let source = try file.rows(of: index)
      let rows = try source.collect(limits: file.limits)
      var sheet = source.features ?? Sheet(name: sheets[index].name, visibility: sheets[index].visibility)
      sheet.rows = rows
      return sheet
    case .xlsx(let file): return try file.sheet(at: index)
    case .text(let file):
      return Sheet(name: file.sheetName, rows: try file.rows().collect(limits: file.limits))
    }
  }

  /// The whole file.
  public func workbook() throws(SpreadsheetError) -> Workbook {
    if case .text(let file) = file {
      let source = file.rows()
      let sheet = Sheet(name: file.sheetName, rows: try source.collect(limits: file.limits))
      return Workbook(format: format, sheets: [sheet], decodingLosses: source.losses, encoding: file.encoding)
    }
    var all: [Sheet] = []
    for index in sheets.indices { all.append(try sheet(at: index)) }
    switch file {
    case .xlsx(let file): return Workbook(format: format, sheets: all, definedNames: file.definedNames)
    case .ods, .text: return Workbook(format: format, sheets: all)
    }
  }
}

/// The rows of one sheet, one after the other. Rows without any cell that holds something do not come.
///
/// ```swift
/// var rows = try reader.rows(ofSheet: 0)
/// let header = try rows.next()
/// while let row = try rows.next() { print(row.number, row.cells.count) }
/// ```
public struct RowStream: ~Copyable {
  private let source: (any RowSource)?
  private var batch: [Row] = []
  private var position = 0

  init(_ source: (any RowSource)?) { self.source = source }

  /// What could not be decoded in the rows so far and shortly behind them; nothing but in text files.
  public var decodingLosses: DecodingLosses { (source as? DelimitedRows)?.losses ?? DecodingLosses() }

  /// The next row; nil after the last. What is wrong with a file may come to light at any row, and at the end.
  public mutating func next() throws(SpreadsheetError) -> Row? {
    if position == batch.count {
      position = 0
      batch.removeAll(keepingCapacity: true)
      guard let source, try source.next(into: &batch) else { return nil }
    }
    defer { position += 1 }
    return batch[position]
  }

  /// Calls `body` with each row that is left.
  public mutating func forEach(_ body: (Row) throws -> Void) throws {
    while let row = try next() { try body(row) }
  }
}

/// Gives rows in batches.
protocol RowSource: AnyObject {
  /// Puts the next rows into `rows`, which is empty; false when there are none left.
  func next(into rows: inout [Row]) throws(SpreadsheetError) -> Bool
}

extension RowSource {
  /// All that are left, in the order of their numbers.
  func collect(limits: Limits) throws(SpreadsheetError) -> [Row] {
    var all: [Row] = []
    var batch: [Row] = []
    batch.reserveCapacity(64)
    var cells = 0
    while try next(into: &batch) {
      for row in batch { cells += row.cells.count }
      try limits.check(cells, \.cells, "cells", part: nil)
      if all.isEmpty { swap(&all, &batch) } else { all += batch }
      batch.removeAll(keepingCapacity: true)
    }
    all.putInOrder()
    return all
  }
}
