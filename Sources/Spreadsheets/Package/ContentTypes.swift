/// What kind each part is said to be (ISO 29500-2, 6.2.3).
struct ContentTypes {
  fileprivate var defaults: [String: String] = [:]
  fileprivate var overrides: [String: String] = [:]

  /// The content type of a part; nil where none is stated.
  func type(of part: String) -> String? {
    let name = part.lowercased()
    if let type = overrides[name] { return type }
    return name.lastIndex(of: ".").flatMap { defaults[String(name[name.index(after: $0)...])] }
  }
}

extension ZipArchive {
  /// The package's content types; empty where the part is missing, as some producers leave it.
  func contentTypes() throws(SpreadsheetError) -> ContentTypes {
    guard let entry = entry(named: "[Content_Types].xml") else { return ContentTypes() }
    return try remembered(entry, as: .contentTypes) { () throws(SpreadsheetError) in
      let handler = ContentTypesHandler(limits: limits)
      try parse(entry, with: handler)
      return handler.types
    }
  }
}

private final class ContentTypesHandler: XMLHandler {
  var types = ContentTypes()
  private let limits: Limits

  init(limits: Limits) { self.limits = limits }

  func start(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    guard element.name.namespace == .contentTypes, let type = element.attribute("ContentType") else { return }
    try limits.check(types.defaults.count + types.overrides.count, \.relationships, "content types", part: nil)
    if element.name.local == "Default", let suffix = element.attribute("Extension") {
      types.defaults[suffix.lowercased()] = type
    } else if element.name.local == "Override", let part = element.attribute("PartName") {
      types.overrides[PartName.normalized(entryName: part).lowercased()] = type
    }
  }
}
