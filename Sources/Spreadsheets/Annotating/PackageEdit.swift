/// Somebody's workbook with some parts changed and some added; all others are copied as they are stored.
struct PackageEdit: ~Copyable {
  let source: SourcePackage
  /// By the part's name as its entry has it.
  private var changed: [String: [UInt8]] = [:]
  private var added: [(part: String, bytes: [UInt8])] = []
  private var types: [(part: String, type: String)] = []

  init(_ source: consuming SourcePackage) { self.source = source }

  /// A part as it now is; nil where there is none.
  func text(_ part: String) throws(SpreadsheetError) -> [UInt8]? {
    if let entry = source.entry(part) {
      if let bytes = changed[entry.part] { return bytes }
      return try source.text(of: entry)
    }
    return added.first { $0.part.lowercased() == part.lowercased() }?.bytes
  }

  /// Gives a part other bytes, or adds it.
  mutating func put(_ part: String, _ bytes: [UInt8]) {
    if let entry = source.entry(part) {
      changed[entry.part] = bytes
    } else if let index = added.firstIndex(where: { $0.part.lowercased() == part.lowercased() }) {
      added[index].bytes = bytes
    } else {
      added.append((part, bytes))
    }
  }

  /// Adds a part of a type that is stated for it.
  mutating func add(_ part: String, _ bytes: [UInt8], type: String) {
    put(part, bytes)
    types.append((part, type))
  }

  /// The first of `xl/comments1.xml`, `xl/comments2.xml` … that is not there.
  func freeName(_ beginning: String, _ ending: String) -> String {
    var number = 1
    while source.holds("\(beginning)\(number)\(ending)")
      || added.contains(where: { $0.part.lowercased() == "\(beginning)\(number)\(ending)".lowercased() })
    {
      number += 1
    }
    return "\(beginning)\(number)\(ending)"
  }

  // MARK: Relationships

  struct Relationship {
    var id: String
    /// The last segment of its type, which both forms of the standard share.
    var kind: String
    /// The part it leads to; nil for what lies outside.
    var part: String?
  }

  private static func relationshipsPart(of part: String) -> String {
    let cut = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
    return part[..<cut] + "_rels/" + part[cut...] + ".rels"
  }

  func relationships(of part: String) throws(SpreadsheetError) -> [Relationship] {
    let name = Self.relationshipsPart(of: part)
    guard let bytes = try text(name) else { return [] }
    var scanner = MarkupScanner(bytes, part: name)
    var found: [Relationship] = []
    while let tag = try scanner.next() {
      guard tag.depth == 1, tag.kind != .end, scanner.isNamed(tag, "Relationship") else { continue }
      let kind = (scanner.value("Type", of: tag) ?? "").split(separator: "/").last.map(String.init) ?? ""
      let isExternal = scanner.value("TargetMode", of: tag) == "External"
      let target = scanner.value("Target", of: tag) ?? ""
      found.append(
        Relationship(
          id: scanner.value("Id", of: tag) ?? "", kind: kind, part: isExternal ? nil : Self.resolve(target, from: part))
      )
    }
    return found
  }

  /// - Returns: the new relationship's id.
  mutating func relate(
    _ part: String, to target: String, kind: String, isStrict: Bool
  ) throws(SpreadsheetError) -> String {
    let name = Self.relationshipsPart(of: part)
    let known = Set(try relationships(of: part).map(\.id))
    var number = known.count + 1
    while known.contains("rId\(number)") { number += 1 }
    let base =
      isStrict
      ? "http://purl.oclc.org/ooxml/officeDocument/relationships/"
      : "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    let element =
      "Relationship Id=\"rId\(number)\" Type=\"\(base)\(kind)\" Target=\"\(Self.relative(target, from: part))\"/>"
    if let bytes = try text(name) {
      put(name, try Self.insertLast(element, into: bytes, part: name))
    } else {
      let root = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      put(name, Array("\(XMLOutput.declaration)\(root)<\(element)</Relationships>".utf8))
    }
    return "rId\(number)"
  }

  private static func resolve(_ target: String, from source: String) -> String {
    var path = String(target.map { $0 == "\\" ? "/" : $0 })
    if path.hasPrefix("/") {
      while path.hasPrefix("/") { path.removeFirst() }
      return path
    }
    var segments = source.split(separator: "/").dropLast().map(String.init)
    for segment in path.split(separator: "/") {
      if segment == ".." {
        _ = segments.popLast()
      } else if segment != "." {
        segments.append(String(segment))
      }
    }
    return segments.joined(separator: "/")
  }

  /// The way from one part to another: `../comments1.xml`.
  private static func relative(_ target: String, from source: String) -> String {
    var goal = target.split(separator: "/")[...]
    var base = source.split(separator: "/").dropLast()[...]
    while let first = goal.first, first == base.first, goal.count > 1 {
      goal.removeFirst()
      base.removeFirst()
    }
    return String(repeating: "../", count: base.count) + goal.joined(separator: "/")
  }

  /// Puts an element, without its `<`, behind the last of the root, prefixed as the root is.
  private static func insertLast(_ element: String, into bytes: [UInt8], part: String) throws(SpreadsheetError)
    -> [UInt8]
  {
    var scanner = MarkupScanner(bytes, part: part)
    var splices = Splices()
    while let tag = try scanner.next() {
      guard tag.depth == 0 else { continue }
      let prefix = scanner.prefix(tag)
      if tag.kind == .end { splices.insert("<\(prefix)\(element)", at: tag.range.lowerBound) }
      if tag.kind == .empty {
        let name = String(decoding: scanner.bytes[tag.name], as: UTF8.self)
        let end = tag.range.upperBound
        splices.replace((end - 2)..<end, with: "><\(prefix)\(element)</\(name)>")
      }
    }
    return splices.applied(to: bytes)
  }

  // MARK: The new package

  consuming func finish(level: CompressionLevel) throws(AnnotationError) -> [UInt8] {
    if !types.isEmpty || !added.isEmpty { try adding { (edit) throws(SpreadsheetError) in try edit.stateTypes() } }
    var zip = ZipWriter(ByteSink(), level: level)
    for entry in source.entries {
      if let bytes = changed[entry.part] {
        try Self.writing { () throws(WritingError) in try zip.add(entry.rawName, bytes) }
        continue
      }
      let stored: [UInt8]
      do throws(SpreadsheetError) { stored = try source.stored(entry) } catch { throw .source(error) }
      try Self.writing { () throws(WritingError) in
        try zip.copy(entry.rawName, method: entry.method, crc: entry.crc, size: entry.size, stored)
      }
    }
    for (part, bytes) in added { try Self.writing { () throws(WritingError) in try zip.add(Array(part.utf8), bytes) } }
    do throws(WritingError) { return try zip.finish() } catch { throw .writing(error) }
  }

  private mutating func adding(_ body: (inout PackageEdit) throws(SpreadsheetError) -> Void) throws(AnnotationError) {
    do throws(SpreadsheetError) { try body(&self) } catch { throw .source(error) }
  }

  private static func writing(_ body: () throws(WritingError) -> Void) throws(AnnotationError) {
    do throws(WritingError) { try body() } catch { throw .writing(error) }
  }

  private static func statesDefault(_ ending: String, in bytes: [UInt8]) throws(SpreadsheetError) -> Bool {
    var scanner = MarkupScanner(bytes, part: "[Content_Types].xml")
    while let tag = try scanner.next() {
      guard scanner.isNamed(tag, "Default") else { continue }
      if scanner.value("Extension", of: tag)?.lowercased() == ending { return true }
    }
    return false
  }

  private mutating func stateTypes() throws(SpreadsheetError) {
    let name = "[Content_Types].xml"
    // A package without the list is read by some; it is not ours to make one up for its parts.
    guard var bytes = try text(name) else { return }
    if added.contains(where: { $0.part.hasSuffix(".rels") }), try !Self.statesDefault("rels", in: bytes) {
      let type = "application/vnd.openxmlformats-package.relationships+xml"
      bytes = try Self.insertLast("Default Extension=\"rels\" ContentType=\"\(type)\"/>", into: bytes, part: name)
    }
    for (part, type) in types {
      bytes = try Self.insertLast("Override PartName=\"/\(part)\" ContentType=\"\(type)\"/>", into: bytes, part: name)
    }
    put(name, bytes)
  }
}
