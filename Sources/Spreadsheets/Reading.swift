extension Workbook {
  /// Reads a whole file. `name` is the file's own name: it names the sheet of a CSV and never decides the format.
  public init(reading bytes: [UInt8], named name: String) throws(SpreadsheetError) {
    throw SpreadsheetError(.unsupported(.unknown), detail: "no reader yet")
  }
}
