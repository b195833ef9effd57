import Spreadsheets

extension JSONOutput {
  /// The rows of a verdict, which are nearly all of it.
  mutating func rows(_ rows: [Verdict.Row]) {
    beginArray()
    var frame = RowFrame()
    // Of the objects that cells say, by the cell's place.
    var members: [NameFrame] = []
    let rows = rows.span
    for index in rows.indices {
      if frame.fit(rows[index]) { members = frame.names.names.map { _ in NameFrame() } }
      beginObject()
      member("accepted")
      boolean(rows[index].accepted)
      member("row", rows[index].row)
      encoded(frame.sheetMember.span.bytes)
      let cells = rows[index].values.values
      values(cells.span, frame.names, &members, RowDigits(rows[index].row))
      endObject()
    }
    endArray()
  }

  private mutating func values(
    _ values: Span<FieldValue>, _ frame: borrowing NameFrame, _ members: inout [NameFrame], _ digits: RowDigits
  ) {
    for place in values.indices {
      values.withContent(at: place) { content in
        let opening = frame.openings.span.bytes.extracting(frame.opening(of: place))
        if let json = content.json {
          encoded(opening, values[place].reference, digits, json.span.bytes)
        } else {
          encoded(opening)
          reference(values[place].reference, digits)
          cell(content, &members[place])
        }
      }
    }
    encoded(values.isEmpty ? "{}" : "}}")
  }

  private mutating func cell(_ content: ReadCell, _ frame: inout NameFrame) {
    if cell(given: content.given, sameValue: content.value) { return }
    guard case .object(let members) = content.value, !members.isEmpty else {
      return value(content.value)
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
    encoded(frame.openings.span.bytes.extracting(frame.opening(of: place)))
  }
}

extension ReadCell {
  /// Its members as they are written.
  static func json(given: String, value: JSONValue) -> [UInt8] {
    var output = JSONOutput(capacity: 256)
    if !output.cell(given: given, sameValue: value) { output.value(value) }
    return output.bytes
  }
}
