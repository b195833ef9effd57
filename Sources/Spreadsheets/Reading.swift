extension Workbook {
  /// Reads a whole file.
  ///
  /// ```swift
  /// let workbook = try Workbook(reading: bytes, named: "报表.xlsx")
  /// for row in workbook.sheets[0].rows {
  ///   for cell in row.cells { print(cell) }
  /// }
  /// ```
  ///
  /// What a file is, its first bytes say. `name`, the file's own name, gives the sheet of a CSV its name, and keeps a text that
  /// calls itself a workbook from being read as a CSV.
  public init(
    reading bytes: [UInt8], named name: String, limits: Limits = .standard
  ) throws(SpreadsheetError) {
    self = try SpreadsheetReader(bytes, named: name, limits: limits).workbook()
  }

  /// Reads a whole file, one of many: what is remembered of their parts saves time and changes nothing.
  package init(
    reading bytes: [UInt8], named name: String, memory: inout PartMemory
  ) throws(SpreadsheetError) {
    let reader = try SpreadsheetReader(bytes, named: name, limits: memory.limits, memory: memory)
    self = try reader.workbook()
    if let learnt = reader.memory { memory = learnt }
  }
}
