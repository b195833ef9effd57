/// Reads the notes of a sheet, `comments1.xml` say (ISO 29500-1, 18.7).
final class CommentsHandler: XMLHandler {
  private(set) var comments: [CellReference: String] = [:]
  private let limits: Limits
  private var cell: CellReference?
  private var isInText = false
  private var content = RichText()

  init(limits: Limits) { self.limits = limits }

  func start(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    if isInText { return content.start(element.name) }
    guard element.name.namespace == .spreadsheetML else { return }
    switch element.name.local {
    case "comment":
      try limits.check(comments.count + 1, \.annotations, "comments", part: nil)
      cell = element.attribute("ref").flatMap { CellReference($0) }
    case "text":
      content.begin()
      isInText = true
    default: break
    }
  }

  func text(_ bytes: Span<UInt8>) throws(SpreadsheetError) {
    content.append(bytes)
    try limits.check(content.bytes.count, \.cellTextBytes, "comment bytes", part: nil)
  }

  func end(_ name: XMLName) {
    if name.local == "text", name.namespace == .spreadsheetML {
      isInText = false
      if let cell { comments[cell] = String(decoding: XString.decoded(content.bytes), as: UTF8.self) }
    } else if isInText {
      content.end(name)
    }
  }
}
