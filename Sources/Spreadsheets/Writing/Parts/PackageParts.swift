/// What `[Content_Types].xml` says of each part (OPC, ISO 29500-2 10.1.2).
struct ContentTypesPart {
  enum Kind: String {
    case worksheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    case comments = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    case drawing = "application/vnd.openxmlformats-officedocument.drawing+xml"
    case chart = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    case workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    case styles = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
    case coreProperties = "application/vnd.openxmlformats-package.core-properties+xml"
    case extendedProperties = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
  }

  private var overrides: [(part: String, kind: Kind)] = []
  private var defaults: [(ending: String, type: String)] = [
    ("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"),
  ]

  mutating func add(_ kind: Kind, _ part: String) { overrides.append((part, kind)) }

  /// The type of all parts whose names end so.
  mutating func addDefault(_ ending: String, _ type: String) {
    if !defaults.contains(where: { $0.ending == ending }) { defaults.append((ending, type)) }
  }

  func write(to output: inout XMLOutput) {
    output.fixed(XMLOutput.declaration)
    output.fixed("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">")
    for (ending, type) in defaults { output.raw("<Default Extension=\"\(ending)\" ContentType=\"\(type)\"/>") }
    for (part, kind) in overrides {
      output.raw("<Override PartName=\"/\(part)\" ContentType=\"\(kind.rawValue)\"/>")
    }
    output.fixed("</Types>")
  }
}

/// One `.rels` part (ISO 29500-2 9.3).
struct RelationshipsPart {
  enum Kind: String {
    case officeDocument
    case extendedProperties = "extended-properties"
    case worksheet, styles, hyperlink, comments, vmlDrawing
    case drawing, chart, image
  }

  private var rows: [(type: String, target: String, isExternal: Bool)] = []

  var isEmpty: Bool { rows.isEmpty }

  /// - Returns: the relationship's id.
  mutating func add(_ kind: Kind, _ target: String, isExternal: Bool = false) -> String {
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    rows.append((base + kind.rawValue, target, isExternal))
    return "rId\(rows.count)"
  }

  mutating func addCoreProperties(_ target: String) {
    rows.append(
      ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", target, false))
  }

  func write(to output: inout XMLOutput) {
    output.fixed(XMLOutput.declaration)
    output.fixed("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">")
    for (index, row) in rows.enumerated() {
      output.raw("<Relationship Id=\"rId\(index + 1)\" Type=\"\(row.type)\"")
      output.attribute("Target", row.target, .plain)
      output.raw(row.isExternal ? " TargetMode=\"External\"/>" : "/>")
    }
    output.fixed("</Relationships>")
  }
}

/// Pictures of the whole workbook, each stored once.
struct MediaTable {
  private(set) var pictures = Interned<MediaKey>()

  struct MediaKey: Hashable {
    var kind: Picture.Kind
    var bytes: [UInt8]
  }

  /// - Returns: the part's name, and whether it is new.
  mutating func part(for picture: Picture) -> (name: String, isNew: Bool) {
    let before = pictures.values.count
    let index = pictures.index(of: MediaKey(kind: picture.kind, bytes: picture.bytes))
    return ("image\(index + 1).\(picture.kind.rawValue)", index == before)
  }
}
