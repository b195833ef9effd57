import Spreadsheets

extension JSONOutput {
  /// The rows of a verdict, which are nearly all of it.
  mutating func rows(_ rows: [Verdict.Row]) {
    beginArray()
    var frame = RowFrame()
    for index in rows.indices {
      frame.fit(rows[index])
      beginObject()
      member("accepted")
      boolean(rows[index].accepted)
      member("row", rows[index].row)
      encoded(members: frame.sheet.span.bytes)
      member("values")
      let cells = rows[index].values.values
      values(cells.span, in: &frame, RowDigits(rows[index].row))
      endObject()
    }
    endArray()
  }

  private mutating func values(_ values: Span<FieldValue>, in frame: inout RowFrame, _ digits: RowDigits) {
    for place in values.indices {
      opening(of: place, frame.names)
      reference(values[place].reference, digits)
      // Many rows, and whoever writes them, share a cell: it is not counted that this one looks at it, too.
      Unmanaged.passUnretained(values[place].content)._withUnsafeGuaranteedRef { content in
        if let json = content.json {
          encoded(json.span.bytes)
        } else {
          members(content, &frame.members[place])
        }
      }
    }
    encoded(values.isEmpty ? "{}" : "}}")
  }

  private mutating func members(_ content: ReadCell, _ frame: inout NameFrame) {
    if members(given: content.given, sameValue: content.reading.value) { return }
    guard case .object(let members) = content.reading.value, !members.isEmpty else {
      return value(content.reading.value)
    }
    frame.fit(members.names)
    for place in members.indices {
      opening(of: place, frame)
      value(members.values[place])
    }
    endObject()
  }

  @inline(__always)
  private mutating func opening(of place: Int, _ frame: borrowing NameFrame) {
    let start = place == 0 ? 0 : frame.ends[place - 1]
    encoded(frame.openings.span.bytes.extracting(start..<frame.ends[place]))
  }
}

/// What the rows of a table have alike, encoded once.
private struct RowFrame {
  private var sheetName: String?
  /// `"sheet":"Sheet1"`
  private(set) var sheet: [UInt8] = []
  private(set) var names = NameFrame()
  /// Of the objects that cells say, by the cell's place.
  var members: [NameFrame] = []

  mutating func fit(_ row: Verdict.Row) {
    if row.sheet != sheetName {
      sheetName = row.sheet
      var output = JSONOutput()
      output.member("sheet", row.sheet)
      sheet = output.bytes
    }
    if names.fit(row.values.fields, before: "{\"cell\":\"", after: "}") {
      members = Array(repeating: NameFrame(), count: row.values.count)
    }
  }
}

/// The names of an object that comes again and again with other values, encoded once.
private struct NameFrame {
  private var names: [String] = []
  /// What stands in front of each value, one behind the other.
  private(set) var openings: [UInt8] = []
  /// Where each opening ends.
  private(set) var ends: [Int] = []

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
}

extension ReadCell {
  /// Its members as they are written.
  static func json(given: String, value: JSONValue) -> [UInt8] {
    var output = JSONOutput(capacity: 256)
    if !output.members(given: given, sameValue: value) { output.value(value) }
    return output.bytes
  }
}
