/// Adds styles to somebody's `xl/styles.xml`; those that are there keep their numbers and their bytes.
struct StylesEdit {
  /// The sections of a style sheet in the order the schema wants (ISO 29500-1 18.8.39).
  fileprivate enum Section: Int, CaseIterable {
    case numFmts, fonts, fills, borders, cellStyleXfs, cellXfs, cellStyles, dxfs, tableStyles, colors, extLst
  }

  /// Where a section stands and what it holds.
  private struct Site {
    var tag: MarkupScanner.Tag
    /// The closing tag's beginning; nil for `<fills/>`.
    var end: Int?
    var children: [Range<Int>] = []
  }

  private let scanner: MarkupScanner
  private let root: XMLRoot
  private let rootEnd: Int
  private let leastFormats: Int
  private var sites: [Section: Site] = [:]
  private var added: [Section: [[UInt8]]] = [:]
  private var fills: [Color: Int] = [:]
  private var layers: [Layer: Int] = [:]

  private struct Layer: Hashable {
    var style: Int
    var fill: Color
    var isLabel: Bool
  }

  /// - Parameter leastFormats: as many cell formats as cells refer to, where the sheet of styles may hold none.
  init(_ bytes: [UInt8], part: String, leastFormats: Int = 1) throws(SpreadsheetError) {
    let bytes = try Self.opened(bytes, part: part)
    var scanner = MarkupScanner(bytes, part: part)
    var root: XMLRoot?
    var rootEnd = bytes.count
    var open: (section: Section, site: Site)?
    var childStart = 0
    var sites: [Section: Site] = [:]
    while let tag = try scanner.next() {
      switch (tag.depth, tag.kind) {
      case (0, .start), (0, .empty): root = XMLRoot(tag, scanner)
      case (0, .end): rootEnd = tag.range.lowerBound
      case (1, .start):
        open = Section.allCases.first { scanner.isNamed(tag, $0.name) }.map { ($0, Site(tag: tag, end: 0)) }
      case (1, .empty):
        if let section = Section.allCases.first(where: { scanner.isNamed(tag, $0.name) }) {
          sites[section] = Site(tag: tag, end: nil)
        }
      case (1, .end):
        if let closing = open {
          sites[closing.section] = closing.site
          sites[closing.section]?.end = tag.range.lowerBound
        }
        open = nil
      case (2, .start): childStart = tag.range.lowerBound
      case (2, .empty): open?.site.children.append(tag.range)
      case (2, .end): open?.site.children.append(childStart..<tag.range.upperBound)
      default: break
      }
    }
    guard let root, rootEnd < bytes.count else {
      throw SpreadsheetError(.damaged, part: part, detail: "no style sheet")
    }
    self.scanner = scanner
    self.root = root
    self.rootEnd = rootEnd
    self.sites = sites
    self.leastFormats = max(1, min(leastFormats, WritingError.Limit.styles.maximum))
  }

  /// `<styleSheet/>` with room inside.
  private static func opened(_ bytes: [UInt8], part: String) throws(SpreadsheetError) -> [UInt8] {
    var scanner = MarkupScanner(bytes, part: part)
    guard let root = try scanner.next(), root.kind == .empty else { return bytes }
    let name = String(decoding: bytes[root.name], as: UTF8.self)
    var splices = Splices()
    splices.replace((root.range.upperBound - 2)..<root.range.upperBound, with: "></\(name)>")
    return splices.applied(to: bytes)
  }

  /// The style that looks as `style` does but for its background; a label in a cell without one stands in its middle.
  mutating func layered(_ style: Int, fill: Color, isLabel: Bool = false) -> Int {
    let layer = Layer(style: style, fill: fill, isLabel: isLabel)
    if let index = layers[layer] { return index }
    ensureCellFormats()
    let fillID = id(of: fill)
    let children = sites[.cellXfs]?.children ?? []
    let index: Int
    if isLabel, style == 0 {
      let format =
        "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"\(fillID)\" borderId=\"0\" applyFill=\"1\" applyAlignment=\"1\">"
        + "<alignment horizontal=\"center\" vertical=\"center\" shrinkToFit=\"1\"/></xf>"
      index = append(root.qualified(format), to: .cellXfs)
    } else if children.indices.contains(style) {
      index = append(changed(children[style], ["fillId": "\(fillID)", "applyFill": "1"]), to: .cellXfs)
    } else {
      let format = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"\(fillID)\" borderId=\"0\" applyFill=\"1\"/>"
      index = append(root.qualified(format), to: .cellXfs)
    }
    layers[layer] = index
    return index
  }

  /// A style of our own, such as the summary's.
  mutating func add(_ style: CellStyle) -> Int {
    ensureCellFormats()
    var font = XMLOutput(capacity: 256)
    StyleTable.write(style.font ?? Font(), as: .font, to: &font)
    let fontID = append(root.qualified(String(decoding: font.bytes, as: UTF8.self)), to: .fonts)
    var border = XMLOutput(capacity: 256)
    StyleTable.write(style.border, to: &border)
    let borderID = append(root.qualified(String(decoding: border.bytes, as: UTF8.self)), to: .borders)
    var alignment = XMLOutput(capacity: 256)
    StyleTable.write(style.alignment, to: &alignment)
    let fillID = style.fill.map { id(of: $0) } ?? 0
    let format =
      "<xf numFmtId=\"\(style.numberFormat.builtInID ?? 0)\" fontId=\"\(fontID)\" fillId=\"\(fillID)\""
      + " borderId=\"\(borderID)\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">"
      + String(decoding: alignment.bytes, as: UTF8.self) + "</xf>"
    return append(root.qualified(format), to: .cellXfs)
  }

  /// The part with what was added.
  func result() -> [UInt8] {
    var splices = Splices()
    for section in Section.allCases {
      guard let added = added[section] else { continue }
      let name = root.prefix + "\(section)"
      if let site = sites[section] {
        if let count = scanner.attribute("count", of: site.tag) {
          splices.replace(count.value, with: "\(site.children.count + added.count)")
        }
        if let end = site.end {
          splices.insert(Array(added.joined()), at: end)
        } else {
          splices.replace((site.tag.range.upperBound - 2)..<site.tag.range.upperBound, with: ">")
          splices.insert(Array(added.joined()) + Array("</\(name)>".utf8), at: site.tag.range.upperBound)
        }
      } else {
        let whole = "<\(name) count=\"\(added.count)\">"
        splices.insert(Array(whole.utf8) + Array(added.joined()) + Array("</\(name)>".utf8), at: offset(for: section))
      }
    }
    return splices.applied(to: scanner.bytes)
  }

  private func offset(for section: Section) -> Int {
    sites.filter { $0.key.rawValue > section.rawValue }.map { $0.value.tag.range.lowerBound }.min() ?? rootEnd
  }

  /// What a cell format refers to must be there: a sheet of styles may leave out any section.
  private mutating func ensureCellFormats() {
    if count(of: .fonts) == 0 { _ = append(root.qualified("<font><sz val=\"11\"/></font>"), to: .fonts) }
    if count(of: .borders) == 0 {
      _ = append(root.qualified("<border><left/><right/><top/><bottom/><diagonal/></border>"), to: .borders)
    }
    for pattern in ["none", "gray125"].dropFirst(min(2, count(of: .fills))) {
      _ = append(root.qualified("<fill><patternFill patternType=\"\(pattern)\"/></fill>"), to: .fills)
    }
    guard sites[.cellXfs]?.children.isEmpty ?? true else { return }
    while count(of: .cellXfs) < leastFormats {
      _ = append(root.qualified("<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"), to: .cellXfs)
    }
  }

  private mutating func id(of fill: Color) -> Int {
    if let id = fills[fill] { return id }
    let markup =
      "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"\(fill.argb)\"/><bgColor indexed=\"64\"/>"
      + "</patternFill></fill>"
    let id = append(root.qualified(markup), to: .fills)
    fills[fill] = id
    return id
  }

  private func count(of section: Section) -> Int {
    (sites[section]?.children.count ?? 0) + (added[section]?.count ?? 0)
  }

  private mutating func append(_ element: [UInt8], to section: Section) -> Int {
    let index = count(of: section)
    added[section, default: []].append(element)
    return index
  }

  private mutating func append(_ element: String, to section: Section) -> Int {
    append(Array(element.utf8), to: section)
  }

  /// An element copied with other values of some attributes of its first tag.
  private func changed(_ range: Range<Int>, _ values: KeyValuePairs<String, String>) -> [UInt8] {
    let copy = Array(scanner.bytes[range])
    var inner = MarkupScanner(copy, part: scanner.part)
    guard let tag = try? inner.next() else { return copy }
    var splices = Splices()
    let attributes = inner.attributes(tag)
    for (name, value) in values {
      if let attribute = attributes.first(where: { copy[$0.name].elementsEqual(name.utf8) }) {
        splices.replace(attribute.value, with: value)
      } else {
        splices.insert(" \(name)=\"\(value)\"", at: tag.name.upperBound)
      }
    }
    return splices.applied(to: copy)
  }
}

extension StylesEdit.Section {
  fileprivate var name: StaticString {
    switch self {
    case .numFmts: "numFmts"
    case .fonts: "fonts"
    case .fills: "fills"
    case .borders: "borders"
    case .cellStyleXfs: "cellStyleXfs"
    case .cellXfs: "cellXfs"
    case .cellStyles: "cellStyles"
    case .dxfs: "dxfs"
    case .tableStyles: "tableStyles"
    case .colors: "colors"
    case .extLst: "extLst"
    }
  }
}
