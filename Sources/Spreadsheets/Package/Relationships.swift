/// A link from one part to another, or to something outside (ISO 29500-2, 6.5).
struct Relationship {
  let id: String
  /// The last segment of the type's URI, which the transitional and strict forms share: `worksheet`, `sharedStrings`.
  let kind: String
  /// As written.
  let target: String
  let isExternal: Bool
  /// The part it names; nil where it names none.
  let part: String?
}

/// The relationships of one part.
struct Relationships {
  private(set) var all: [Relationship] = []
  private var positions: [String: Int] = [:]

  subscript(id id: String) -> Relationship? { positions[id].map { all[$0] } }

  /// The first part of a kind.
  func first(_ kind: String) -> Relationship? { all.first { $0.kind == kind && !$0.isExternal } }

  fileprivate mutating func add(_ relationship: Relationship) throws(SpreadsheetError) {
    guard positions.updateValue(all.count, forKey: relationship.id) == nil else {
      throw SpreadsheetError(.damaged, detail: "two relationships of the id \(relationship.id.prefix(40))")
    }
    all.append(relationship)
  }
}

extension ZipArchive {
  /// The relationships of a part (the package's own for an empty name); none where there is no such part.
  func relationships(of part: String) throws(SpreadsheetError) -> Relationships {
    guard let entry = entry(named: PartName.relationships(of: part)) else { return Relationships() }
    return try remembered(entry, as: .relationships(of: part)) { () throws(SpreadsheetError) in
      let handler = RelationshipsHandler(source: part, limits: limits)
      try parse(entry, with: handler)
      return handler.relationships
    }
  }
}

private final class RelationshipsHandler: XMLHandler {
  var relationships = Relationships()
  private let source: String
  private let limits: Limits

  init(source: String, limits: Limits) {
    self.source = source
    self.limits = limits
  }

  func start(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    guard element.name.local == "Relationship", element.name.namespace == .packageRelationships else { return }
    try limits.check(relationships.all.count + 1, \.relationships, "relationships", part: nil)
    let target = element.attribute("Target") ?? ""
    let type = element.attribute("Type") ?? ""
    let isExternal = element.attribute("TargetMode") == "External"
    try relationships.add(
      Relationship(
        id: element.attribute("Id") ?? "", kind: Self.lastSegment(type), target: target,
        isExternal: isExternal, part: isExternal ? nil : PartName.resolving(target, from: source)))
  }

  private static func lastSegment(_ uri: String) -> String {
    var path = uri[...]
    while path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return String(path) }
    return String(path[path.index(after: slash)...])
  }
}
