import Glibc

/// The namespaces that a reader of spreadsheets tells apart, transitional and strict forms together.
enum XMLNamespace: Hashable, Sendable {
  case none, other
  case spreadsheetML, relationships, packageRelationships, contentTypes
  case spreadsheetDrawing, drawingML, markupCompatibility, cellImages, richValue, richValueRelationships
  case office, table, text, draw, style, calcext, xlink, manifest

  init(_ uri: UnsafeRawBufferPointer) {
    for (known, namespace) in Self.known where known.utf8CodeUnitCount == uri.count {
      guard memcmp(known.utf8Start, uri.baseAddress.unsafelyUnwrapped, uri.count) != 0 else {
        self = namespace
        return
      }
    }
    self = .other
  }

  private static let known: [(uri: StaticString, XMLNamespace)] = [
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", .spreadsheetML),
    ("http://purl.oclc.org/ooxml/spreadsheetml/main", .spreadsheetML),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", .relationships),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", .relationships),
    ("http://schemas.openxmlformats.org/package/2006/relationships", .packageRelationships),
    ("http://schemas.openxmlformats.org/package/2006/content-types", .contentTypes),
    ("http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing", .spreadsheetDrawing),
    ("http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing", .spreadsheetDrawing),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", .drawingML),
    ("http://purl.oclc.org/ooxml/drawingml/main", .drawingML),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", .markupCompatibility),
    ("http://www.wps.cn/officeDocument/2017/etCustomData", .cellImages),
    ("http://schemas.microsoft.com/office/spreadsheetml/2017/richdata", .richValue),
    ("http://schemas.microsoft.com/office/spreadsheetml/2022/richvaluerel", .richValueRelationships),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", .office),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", .table),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", .text),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", .draw),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", .style),
    ("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", .calcext),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", .manifest),
    ("http://www.w3.org/1999/xlink", .xlink),
  ]
}

/// An element's name: its namespace and its local name.
struct XMLName: Hashable, Sendable {
  let namespace: XMLNamespace
  let local: String
}
