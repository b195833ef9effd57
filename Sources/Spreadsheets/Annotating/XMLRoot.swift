/// What a part's root element says of its names: parts may prefix them, and the strict form has other namespaces.
struct XMLRoot {
  /// With its colon; empty for none.
  var prefix = ""
  var namespace = ""

  static let strictMain = "http://purl.oclc.org/ooxml/spreadsheetml/main"

  var isStrict: Bool { namespace == Self.strictMain }

  /// The namespace of `r:id`.
  var relationships: String {
    isStrict
      ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
      : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  }

  /// Elements written without a prefix, made to stand in this part: where it prefixes its own, they bring their namespace.
  func qualified(_ element: String) -> String {
    guard !prefix.isEmpty, let end = element.firstIndex(where: { $0 == " " || $0 == ">" || $0 == "/" }) else {
      return element
    }
    return element[..<end] + " xmlns=\"\(namespace)\"" + element[end...]
  }
}

extension XMLRoot {
  init(_ tag: MarkupScanner.Tag, _ scanner: MarkupScanner) {
    prefix = scanner.prefix(tag)
    let declaration = prefix.isEmpty ? "xmlns" : "xmlns:" + prefix.dropLast()
    namespace =
      scanner.attributes(tag).first { scanner.bytes[$0.name].elementsEqual(declaration.utf8) }
      .map { scanner.text(in: $0.value) } ?? ""
  }
}
