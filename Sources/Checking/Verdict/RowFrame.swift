/// What the rows of a table have alike as they stand in JSON, encoded once: rows are written by it, and read by it.
struct RowFrame: Sendable {
  private(set) var sheet: String?
  /// From behind the row's number to the values: `,"sheet":"Sheet1","values":`.
  private(set) var sheetMember: [UInt8] = []
  private(set) var names = NameFrame()

  /// - Returns: whether the fields are others than before.
  @discardableResult
  mutating func fit(_ row: borrowing Verdict.Row) -> Bool {
    if row.sheet != sheet {
      sheet = row.sheet
      var output = JSONOutput()
      output.encoded(",")
      output.member("sheet", row.sheet)
      output.member("values")
      sheetMember = output.bytes
    }
    return names.fit(row.values.fields, before: "{\"cell\":\"", after: "}")
  }
}

/// The names of an object that comes again and again with other values, encoded once.
struct NameFrame: Sendable {
  private(set) var names: [String] = []
  /// What stands in front of each value, one behind the other.
  private(set) var openings: [UInt8] = []
  /// Where each opening ends.
  private var ends: [Int] = []

  /// - Parameters:
  ///   - opening: what each value begins with.
  ///   - closing: what each value ends with, if another follows.
  /// - Returns: whether the names are others than before.
  @discardableResult
  mutating func fit(_ names: [String], before opening: StaticString = "", after closing: StaticString = "") -> Bool {
    if names == self.names { return false }
    self.names = names
    var output = JSONOutput()
    ends = names.indices.map { place in
      if place > 0 { output.encoded(closing) }
      output.encoded(place == 0 ? "{" : ",")
      output.key(names[place])
      output.encoded(opening)
      return output.count
    }
    openings = output.bytes
    return true
  }

  /// The opening of a value among them all.
  @inline(__always)
  func opening(of place: Int) -> Range<Int> { (place == 0 ? 0 : ends[place - 1])..<ends[place] }
}
