/// The cells of one row, from left to right; given by `WorkbookWriter.appendRow`.
///
/// Cells become bytes at once: nothing is kept of a row but its markup.
///
/// ```swift
/// try book.appendRow { (row) throws(WritingError) in
///   try row.text("合计")
///   try row.skip(2)
///   try row.number(45)
/// }
/// ```
public struct RowWriter: ~Copyable {
  var output: XMLOutput
  /// The row's number, counted from 1.
  public private(set) var row = 0
  /// Where the next cell goes, counted from 1.
  public internal(set) var column = 1
  /// Whether any formula was written without its result.
  var needsCalculation = false
  /// What the row's texts are measured by; nil where its height does not depend on them.
  private var fit: RowFit?
  /// Of the highest text that was measured.
  var lines = 0
  /// The digits of `row`, ready to be stored at once.
  private(set) var rowDigits = SIMD8<UInt8>()
  private(set) var rowDigitCount = 0
  /// Where what follows the reference of the last cell begins in the output.
  private(set) var contentStart = 0

  init(capacity: Int) { output = XMLOutput(capacity: capacity) }

  mutating func begin(row: Int, fit: RowFit? = nil) {
    self.row = row
    if fit !== self.fit { self.fit = fit }
    lines = 0
    column = 1
    (rowDigits, rowDigitCount) = output.digits(row)
  }

  /// The height that the texts so far need.
  var fittedHeight: Double { fit?.height(ofLines: lines) ?? 0 }

  // MARK: Where

  /// Leaves cells out.
  public mutating func skip(_ count: Int = 1) throws(WritingError) {
    guard count >= 0, count <= WritingError.Limit.columns.maximum else { throw error(.impossibleReference) }
    column += count
  }

  /// Leaves cells out up to a column, counted from 1, that has not been passed.
  public mutating func move(toColumn column: Int) throws(WritingError) {
    guard column >= self.column else { throw error(.outOfOrder(row: row, column: column)) }
    self.column = column
  }

  // MARK: What

  public mutating func write(_ content: CellContent, _ style: StyleID = .standard) throws(WritingError) {
    switch content {
    case .blank: try blank(style)
    case .text(let text): try self.text(text, style)
    case .richText(let text): try richText(text, style)
    case .number(let number): try self.number(number, style)
    case .boolean(let truth): try boolean(truth, style)
    case .error(let code): try errorValue(code, style)
    case .date(let day): try date(day, style)
    case .dateTime(let moment): try dateTime(moment, style)
    case .time(let time): try self.time(time, style)
    case .formula(let formula): try self.formula(formula, style)
    }
  }

  public mutating func text(_ text: String, _ style: StyleID = .standard) throws(WritingError) {
    var failure: WritingError?
    // Where it is: a copy would be held on to.
    let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { utf8 in
      do throws(WritingError) { try self.text(utf8: utf8, style) } catch { failure = error }
    }
    if let failure { throw failure }
    if isWritten == nil { try self.text(utf8: Array(text.utf8).span, style) }
  }

  /// Text as a reader gave it, without a `String` in between.
  public mutating func text(_ text: Text, _ style: StyleID = .standard) throws(WritingError) {
    var failure: WritingError?
    text.utf8.withUnsafeBufferPointer { utf8 in
      do throws(WritingError) { try self.text(utf8: utf8, style) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// A value as a reader gave it; dates, times and durations as their serial, so give them their format.
  public mutating func write(_ value: CellValue, _ style: StyleID = .standard) throws(WritingError) {
    switch value {
    case .number(let number): try self.number(number, style)
    case .text(let text): try self.text(text, style)
    case .boolean(let truth): try boolean(truth, style)
    case .error(let code): try errorValue(code, style)
    case .date(_, let serial), .time(_, let serial), .duration(_, let serial): try number(serial, style)
    }
  }

  /// Text as bytes that are known to be UTF-8, for callers that hold slices of a file.
  public mutating func text(utf8 span: Span<UInt8>, _ style: StyleID = .standard) throws(WritingError) {
    var failure: WritingError?
    span.withUnsafeBufferPointer { utf8 in
      do throws(WritingError) { try self.text(utf8: utf8, style) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  @inline(__always)
  private mutating func text(utf8: UnsafeBufferPointer<UInt8>, _ style: StyleID) throws(WritingError) {
    guard let first = utf8.first, let last = utf8.last else { return try blank(style) }
    if utf8.count > WritingError.Limit.cellText.maximum { try checkLength(utf8) }
    try open(style)
    if XMLOutput.isSpace(first) || XMLOutput.isSpace(last) {
      output.fixed("\" t=\"inlineStr\"><is>")
      output.openText(keepsSpace: true)
    } else {
      output.fixed("\" t=\"inlineStr\"><is><t>", isReserved: true)
    }
    let measured = fit?.measure(utf8, column: column) ?? TextRuler.Measured(lines: 0, isPlain: false)
    if measured.lines > lines { lines = measured.lines }
    if measured.isPlain { output.raw(utf8) } else { output.text(utf8) }
    output.fixed("</t></is></c>")
    column &+= 1
  }

  public mutating func richText(_ text: StyledText, _ style: StyleID = .standard) throws(WritingError) {
    let plain = text.plainText
    if plain.isEmpty { return try blank(style) }
    try check(plain, .cellText)
    try open(style)
    output.fixed("\" t=\"inlineStr\"><is>")
    for run in text.runs where !run.text.isEmpty {
      output.fixed("<r>")
      if let font = run.font { StyleTable.write(font, as: .runProperties, to: &output) }
      output.textElement(run.text)
      output.fixed("</r>")
    }
    output.fixed("</is></c>")
    column += 1
  }

  public mutating func number(_ number: Double, _ style: StyleID = .standard) throws(WritingError) {
    guard number.isFinite else { throw error(.notFinite) }
    try open(style)
    output.fixed("\"><v>")
    output.number(number)
    output.fixed("</v></c>")
    column &+= 1
  }

  public mutating func integer(_ number: Int, _ style: StyleID = .standard) throws(WritingError) {
    // Beyond this a double does not hold every whole number.
    guard number.magnitude < 1_000_000_000_000_000 else { return try self.number(Double(number), style) }
    try open(style)
    output.fixed("\"><v>", isReserved: true)
    output.integer(number)
    output.fixed("</v></c>")
    column &+= 1
  }

  public mutating func boolean(_ truth: Bool, _ style: StyleID = .standard) throws(WritingError) {
    try open(style)
    output.fixed(truth ? "\" t=\"b\"><v>1</v></c>" : "\" t=\"b\"><v>0</v></c>")
    column += 1
  }

  /// The error values that Excel has (ISO 29500-1 18.17.3, and those that came later).
  static let errorValues: Set<String> = [
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!",
    "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!",
  ]

  /// An error value as it is written, such as `#N/A`.
  ///
  /// - Throws: `WritingError.Cause.unknownErrorValue` for what Excel would repair.
  public mutating func errorValue(_ code: String, _ style: StyleID = .standard) throws(WritingError) {
    guard Self.errorValues.contains(code) else { throw error(.unknownErrorValue(code)) }
    try open(style)
    output.fixed("\" t=\"e\"><v>")
    output.text(code)
    output.fixed("</v></c>")
    column += 1
  }

  public mutating func date(_ day: CalendarDay, _ style: StyleID = .standard) throws(WritingError) {
    guard let serial = DateSerial.serial(of: day) else { throw error(.impossibleDate) }
    try number(Double(serial), style)
  }

  public mutating func dateTime(_ moment: DateTime, _ style: StyleID = .standard) throws(WritingError) {
    guard let day = DateSerial.serial(of: moment.day), let fraction = DateSerial.fraction(of: moment.time) else {
      throw error(.impossibleDate)
    }
    try number(Double(day) + fraction, style)
  }

  public mutating func time(_ time: TimeOfDay, _ style: StyleID = .standard) throws(WritingError) {
    guard let fraction = DateSerial.fraction(of: time) else { throw error(.impossibleDate) }
    try number(fraction, style)
  }

  public mutating func formula(_ formula: Formula, _ style: StyleID = .standard) throws(WritingError) {
    try check(formula.expression, .formulaText)
    if case .text(let text)? = formula.cachedResult { try check(text.string, .cellText) }
    if case .error(let code)? = formula.cachedResult, !Self.errorValues.contains(code) {
      throw error(.unknownErrorValue(code))
    }
    if case .number(let number)? = formula.cachedResult, !number.isFinite { throw error(.notFinite) }
    try open(style)
    switch formula.cachedResult {
    case .text: output.fixed("\" t=\"str\"><f>")
    case .boolean: output.fixed("\" t=\"b\"><f>")
    case .error: output.fixed("\" t=\"e\"><f>")
    case .number, .date, .time, .duration, nil: output.fixed("\"><f>")
    }
    output.text(formula.expression)
    output.fixed("</f>")
    if let result = formula.cachedResult {
      output.fixed("<v>")
      switch result {
      case .text(let text): output.text(text.string)
      case .boolean(let truth): output.fixed(truth ? "1" : "0")
      case .error(let code): output.text(code)
      case .number(let number): output.number(number)
      case .date(_, let serial), .time(_, let serial), .duration(_, let serial): output.number(serial)
      }
      output.fixed("</v>")
    } else {
      needsCalculation = true
    }
    output.fixed("</c>")
    column += 1
  }

  /// A cell of which only the style is written.
  public mutating func blank(_ style: StyleID = .standard) throws(WritingError) {
    guard style != .standard else { return try skip() }
    try open(style)
    output.fixed("\"/>")
    column += 1
  }

  /// Several blank cells of one style.
  public mutating func blanks(_ count: Int, _ style: StyleID) throws(WritingError) {
    for _ in 0..<max(0, count) { try blank(style) }
  }

  // MARK: How

  /// `<c s="3" r="G5`, its last quotation mark still to come. The style stands first because it seldom changes: what
  /// follows it differs from cell to cell, and deflate's matches are longer so.
  @inline(__always)
  private mutating func open(_ style: StyleID) throws(WritingError) {
    guard column <= WritingError.Limit.columns.maximum else {
      throw WritingError(.limitExceeded(.columns, given: column), cell: CellReference(column: column, row: row))
    }
    // For the longest opening, and a little that follows it.
    output.reserve(128)
    if style.index == 0 {
      output.fixed("<c r=\"", isReserved: true)
    } else if style.index < 10 {
      output.fixed("<c s=\"0\" r=\"", isReserved: true)
      output.start[output.count &- 6] |= UInt8(truncatingIfNeeded: style.index)
    } else {
      output.fixed("<c s=\"", isReserved: true)
      output.integer(style.index)
      output.fixed("\" r=\"", isReserved: true)
    }
    output.columnLetters(column)
    output.store(rowDigits, count: rowDigitCount)
    contentStart = output.count
  }

  @inline(never)
  private func checkLength(_ utf8: UnsafeBufferPointer<UInt8>) throws(WritingError) {
    try check(String(decoding: utf8, as: UTF8.self), .cellText)
  }

  private func check(_ text: String, _ limit: WritingError.Limit) throws(WritingError) {
    let length = text.utf16.count
    if length > limit.maximum { throw error(.limitExceeded(limit, given: length)) }
  }

  private func error(_ cause: WritingError.Cause) -> WritingError {
    WritingError(cause, cell: CellReference(column: column, row: row))
  }
}
