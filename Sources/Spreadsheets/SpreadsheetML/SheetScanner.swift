/// Reads the content of `sheetData` in place. What it takes in is what `SheetHandler` would have made of it.
struct SheetScanner<Sink: ScannedRowSink>: PartScanner, ~Copyable {
  /// Gets the rows that hold something, in the order of the file.
  var sink: Sink
  /// How many rows the sink has got.
  private(set) var rowCount = 0

  private let interpreter: CellInterpreter
  private let limits: Limits
  private var row = ScannedRow()
  private var number = 0
  private var column = 0
  private var plain = PlainCellScanner()
  /// The last row's start tag, where it is in the bytes that are scanned.
  private var rowTag: RowTag?

  private struct RowTag {
    /// All that follows its number.
    let rest: UnsafeRawBufferPointer
    let isHidden: Bool
  }

  init(interpreter: CellInterpreter, limits: Limits, sink: Sink) {
    self.interpreter = interpreter
    self.limits = limits
    self.sink = sink
  }

  mutating func scan(_ bytes: UnsafeRawBufferPointer, from position: inout Int) -> ScanOutcome {
    var cursor = XMLCursor(bytes, from: position)
    rowTag = nil
    while true {
      cursor.skipSpace()
      position = cursor.offset
      if cursor.byte == UInt8(ascii: "<"), cursor.next == UInt8(ascii: "/") {
        guard cursor.skip("</sheetData>") else { return cursor.isAtEnd ? .needsMore : .declined }
        return .atEndTag
      }
      let before = number
      row.begin()
      guard scanRow(&cursor) else {
        number = before
        return cursor.isAtEnd ? .needsMore : .declined
      }
      guard row.cells.count > 0 else { continue }
      row.number = number
      rowCount += 1
      sink.take(row, in: bytes, interpreter)
    }
  }

  private mutating func scanRow(_ cursor: inout XMLCursor) -> Bool {
    guard cursor.skip("<row"), let isOpen = scanRowTag(&cursor) else { return false }
    guard number >= 1, number <= limits.rows else { return cursor.fail() }
    guard isOpen else { return true }
    column = 0
    plain.begin(row: number)
    while true {
      guard scanPlainCells(&cursor) else { return cursor.fail() }
      cursor.skipSpace()
      if cursor.byte == UInt8(ascii: "<"), cursor.next == UInt8(ascii: "/") { return cursor.skip("</row>") }
      guard cursor.skip("<c"), scanCell(&cursor) else { return false }
    }
  }

  /// Reads what a row says of itself, and whether anything is in it; nil where that is left to the reference.
  private mutating func scanRowTag(_ cursor: inout XMLCursor) -> Bool? {
    if let known = scanKnownRowTag(&cursor) { return known }
    row.isHidden = false
    var stated: Int?
    var rest: UnsafePointer<UInt8>?
    var walk = XMLTagWalk(cursor)
    while true {
      switch walk.step(&cursor, limits) {
      case .attribute(let name, let value):
        if name.count == 1, name[0] == UInt8(ascii: "r") {
          guard let number = rowNumber(value) else {
            _ = cursor.fail()
            return nil
          }
          if walk.count == 1 { rest = cursor.at }
          stated = number
        } else if name.count == 6, name.elementsEqual("hidden".utf8) {
          row.isHidden = isTrue(value)
        }
      case .open:
        number = stated ?? number + 1
        rowTag = rest.map {
          RowTag(rest: UnsafeRawBufferPointer(start: $0, count: cursor.at - $0), isHidden: row.isHidden)
        }
        return true
      case .empty:
        number = stated ?? number + 1
        return false
      case .unclear: return nil
      }
    }
  }

  /// Past a tag that but for the row's number is the one before it, as most are.
  private mutating func scanKnownRowTag(_ cursor: inout XMLCursor) -> Bool? {
    guard let rowTag else { return nil }
    var ahead = cursor
    guard ahead.skip(" r=\""), let stated = ahead.skipNumber(), ahead.skip("\""), ahead.skip(rowTag.rest) else {
      return nil
    }
    cursor = ahead
    number = stated
    row.isHidden = rowTag.isHidden
    return true
  }

  /// Reads cells as long as they are in the usual form; false where the reference is to say what one of them is.
  @inline(__always)
  private mutating func scanPlainCells(_ cursor: inout XMLCursor) -> Bool {
    var at = cursor.at
    while var next = plain.scan(at) {
      switch plain.content {
      case .empty: break
      case .number(let number):
        guard append(number: number, column: plain.column, style: plain.style, hasFormula: false) else { return false }
      case .shared(let index):
        guard append(shared: index, column: plain.column, hasFormula: false) else { return false }
      case .inlineText:
        var text = ScannedText()
        cursor.rewind(to: next)
        guard cursor.skipText(&text), let end = plain.endOfInlineText(cursor.at),
          text.bytes.count <= limits.cellTextBytes
        else {
          cursor.rewind(to: at)
          return true
        }
        next = end
        guard text.bytes.isEmpty || appendText(text, column: plain.column, hasFormula: false, cursor) else {
          return false
        }
      }
      column = plain.column
      at = next
    }
    cursor.rewind(to: at)
    return true
  }

  @inline(__always)
  private mutating func append(number: Double, column: Int, style: Int, hasFormula: Bool) -> Bool {
    let kind: ScannedCell.Kind
    switch interpreter.styles.kind(style) {
    case .number: kind = .number
    case .date: kind = .date
    case .duration: kind = .duration
    }
    return row.cells.append(
      ScannedCell(column: column, kind: kind, payload: number.bitPattern, hasFormula: hasFormula))
  }

  @inline(__always)
  private mutating func append(shared index: Int, column: Int, hasFormula: Bool) -> Bool {
    guard index < interpreter.strings.count else { return false }
    if interpreter.strings.isEmpty(at: index) { return !hasFormula || appendFormula() }
    return row.cells.append(
      ScannedCell(column: column, kind: .shared, payload: UInt64(index), hasFormula: hasFormula))
  }

  /// A formula without a cached value.
  private mutating func appendFormula() -> Bool {
    row.cells.append(ScannedCell(column: column, kind: .none, payload: 0, hasFormula: true))
  }

  /// What a cell's start tag says.
  private struct Tag {
    var column: Int?
    var type = CellType.number
    var style = 0
    var isOpen = false
  }

  private mutating func scanCell(_ cursor: inout XMLCursor) -> Bool {
    var tag = Tag()
    guard scanTag(&cursor, &tag) else { return false }
    column = tag.column ?? column + 1
    guard column <= limits.columns else { return cursor.fail() }
    guard tag.isOpen else { return true }
    return scanContent(&cursor, tag)
  }

  /// Any attributes in any order.
  private func scanTag(_ cursor: inout XMLCursor, _ tag: inout Tag) -> Bool {
    var walk = XMLTagWalk(cursor)
    while true {
      switch walk.step(&cursor, limits) {
      case .attribute(let name, let value):
        guard name.count == 1 else {
          // `vm` leads to pictures in cells.
          if name.elementsEqual("vm".utf8) { return cursor.fail() }
          continue
        }
        switch name[0] {
        case UInt8(ascii: "r"):
          guard let reference = CellReference(value), reference.row == number else { return cursor.fail() }
          tag.column = reference.column
        case UInt8(ascii: "s"):
          guard let index = rowNumber(value) else { return cursor.fail() }
          tag.style = index
        case UInt8(ascii: "t"): tag.type = CellType(value)
        default: continue
        }
      case .open:
        tag.isOpen = true
        return true
      case .empty: return true
      case .unclear: return false
      }
    }
  }

  private mutating func scanContent(_ cursor: inout XMLCursor, _ tag: Tag) -> Bool {
    var hasFormula = false
    var hasValue = false
    var isInline = false
    var value = ScannedText()
    content: while true {
      cursor.skipSpace()
      guard cursor.byte == UInt8(ascii: "<") else { return false }
      switch cursor.next {
      case UInt8(ascii: "v"):
        guard !hasValue else { return cursor.fail() }
        hasValue = true
        guard cursor.skip("<v>"), cursor.skipText(&value), cursor.skip("</v>") else { return false }
      case UInt8(ascii: "i"):
        guard !hasValue else { return cursor.fail() }
        hasValue = true
        isInline = true
        guard cursor.skip("<is><t") else { return false }
        if cursor.byte == 0x20 { guard cursor.skip(" xml:space=\"preserve\"") else { return false } }
        guard cursor.skip(">"), cursor.skipText(&value), cursor.skip("</t></is>") else { return false }
      case UInt8(ascii: "f"):
        guard !hasFormula else { return cursor.fail() }
        hasFormula = true
        guard cursor.skip("<f"), scanFormula(&cursor) else { return false }
      default:
        guard cursor.skip("</c>") else { return false }
        break content
      }
    }
    guard isInline == (tag.type == .inlineString) || value.bytes.isEmpty, value.bytes.count <= limits.cellTextBytes
    else { return cursor.fail() }
    guard append(value, tag, hasFormula, &cursor) else { return cursor.fail() }
    return true
  }

  /// Adds the cell; false where the reference is to say what it is.
  private mutating func append(_ value: ScannedText, _ tag: Tag, _ hasFormula: Bool, _ cursor: inout XMLCursor) -> Bool
  {
    guard !value.bytes.isEmpty else { return !hasFormula || appendFormula() }
    switch tag.type {
    case .inlineString, .formulaString, .unknown:
      return appendText(value, column: column, hasFormula: hasFormula, cursor)
    case .sharedString:
      guard let index = value.plainIndex else { return false }
      return append(shared: index, column: column, hasFormula: hasFormula)
    case .number:
      guard !value.hasReference, let number = DecimalNumber.parse(value.bytes) else { return false }
      return append(number: number, column: column, style: tag.style, hasFormula: hasFormula)
    case .boolean, .error, .date:
      guard !value.hasReference else { return false }
      do throws(SpreadsheetError) {
        let place = CellReference(column: column, row: number)
        guard let found = try interpreter.value(value.bytes, type: tag.type, style: tag.style, at: place) else {
          return false
        }
        row.others.append(found)
      } catch { return false }
      return row.cells.append(
        ScannedCell(column: column, kind: .other, payload: UInt64(row.others.count - 1), hasFormula: hasFormula))
    }
  }

  private mutating func appendText(
    _ value: ScannedText, column: Int, hasFormula: Bool, _ cursor: XMLCursor
  ) -> Bool {
    guard value.hasReference || value.holds(UInt8(ascii: "_")) else {
      let payload = ScannedCell.payload(start: cursor.offset(of: value.bytes), count: value.bytes.count)
      return row.cells.append(ScannedCell(column: column, kind: .text, payload: payload, hasFormula: hasFormula))
    }
    var text: [UInt8] = []
    guard XMLReferences.append(value.bytes, to: &text) else { return false }
    text = XString.decoded(text)
    let payload = ScannedCell.payload(start: row.decoded.count, count: text.count)
    row.decoded += text
    return row.cells.append(ScannedCell(column: column, kind: .decoded, payload: payload, hasFormula: hasFormula))
  }

  /// A formula counts as being there; what it says matters only where it shows a picture, and that is left to the reference.
  private func scanFormula(_ cursor: inout XMLCursor) -> Bool {
    var walk = XMLTagWalk(cursor)
    attributes: while true {
      switch walk.step(&cursor, limits) {
      case .attribute: continue
      case .open: break attributes
      case .empty: return true
      case .unclear: return false
      }
    }
    var text = ScannedText()
    guard cursor.skipText(&text), cursor.skip("</f>") else { return false }
    var replaced: [UInt8] = []
    guard text.bytes.count <= limits.cellTextBytes,
      !text.hasReference || XMLReferences.append(text.bytes, to: &replaced),
      !text.holds(UInt8(ascii: "D")) || text.bytes.firstRange(of: "DISPIMG".utf8) == nil,
      replaced.firstRange(of: "DISPIMG".utf8) == nil
    else { return cursor.fail() }
    return true
  }
}
