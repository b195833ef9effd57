import CXML

/// What a part says, element by element.
protocol XMLHandler: AnyObject {
  func start(_ element: borrowing XMLElement) throws(SpreadsheetError)
  func end(_ name: XMLName) throws(SpreadsheetError)
  /// A piece of text in UTF-8; a text may come in many pieces.
  func text(_ bytes: Span<UInt8>) throws(SpreadsheetError)
}

extension XMLHandler {
  func end(_ name: XMLName) {}
  func text(_ bytes: Span<UInt8>) {}
}

/// libxml2's SAX2 push parser around a handler: no document type, no entity, no network, no repair.
struct XMLParser: ~Copyable {
  private let context: xmlParserCtxtPtr
  private let session: Session

  /// `part` is named in what is thrown.
  init(part: String, handler: any XMLHandler, limits: Limits) throws(SpreadsheetError) {
    let session = Session(part: part, handler: handler, limits: limits)
    var sax = xmlSAXHandler()
    sax.initialized = XML_SAX2_MAGIC
    sax.startElementNs = { context, local, _, uri, _, _, attributeCount, _, attributes in
      Session.of(context).start(local, uri, attributes, Int(attributeCount))
    }
    sax.endElementNs = { context, local, _, uri in Session.of(context).end(local, uri) }
    sax.characters = { context, bytes, count in Session.of(context).text(bytes, Int(count)) }
    sax.ignorableWhitespace = { context, bytes, count in Session.of(context).text(bytes, Int(count)) }
    sax.cdataBlock = { context, bytes, count in Session.of(context).text(bytes, Int(count)) }
    sax.internalSubset = { context, _, _, _ in Session.of(context).documentType() }
    sax.serror = { _, _ in }
    guard
      let context = xmlCreatePushParserCtxt(&sax, Unmanaged.passUnretained(session).toOpaque(), nil, 0, nil)
    else { throw SpreadsheetError(.damaged, part: part, detail: "no memory for an XML parser") }
    // The encoding is settled before the bytes come here (XMLDecoder), whatever the declaration says.
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_IGNORE_ENC.rawValue
    xmlCtxtUseOptions(context, Int32(options))
    session.context = context
    self.context = context
    self.session = session
  }

  deinit { xmlFreeParserCtxt(context) }

  /// How many elements have begun so far.
  var elementCount: Int { session.elementCount }

  /// Parses the next bytes, UTF-8.
  mutating func feed(_ bytes: UnsafeRawBufferPointer) throws(SpreadsheetError) {
    try parse(bytes, last: false)
  }

  /// Says that nothing follows; throws where the document is not complete.
  mutating func finish() throws(SpreadsheetError) {
    try parse(UnsafeRawBufferPointer(start: nil, count: 0), last: true)
  }

  private mutating func parse(_ bytes: UnsafeRawBufferPointer, last: Bool) throws(SpreadsheetError) {
    xmlParseChunk(
      context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count), last ? 1 : 0)
    if let failure = session.failure { throw failure }
    guard context.pointee.wellFormed == 0 else { return }
    guard let error = xmlCtxtGetLastError(context) else {
      throw SpreadsheetError(.damaged, part: session.part, detail: "malformed XML")
    }
    var message = error.pointee.message.map { String(cString: $0) } ?? "malformed"
    while message.last?.isWhitespace == true { message.removeLast() }
    throw SpreadsheetError(
      .damaged, part: session.part,
      detail: "XML line \(error.pointee.line), column \(error.pointee.int2): \(message.prefix(200))")
  }
}

/// What the callbacks of one parser share.
private final class Session {
  let part: String
  let handler: any XMLHandler
  var failure: SpreadsheetError?
  var context: xmlParserCtxtPtr?
  private let limits: Limits
  private var depth = 0
  private(set) var elementCount = 0
  private let uris = URICache()
  /// Names by libxml2's own copy of them, which stays while the parser lives. The address says where in the list a name
  /// stands; one that takes another's place is only made again.
  private var names: [KnownName?] = Array(repeating: nil, count: 64)

  private struct KnownName {
    let local: UnsafePointer<xmlChar>?
    let uri: UnsafePointer<xmlChar>?
    let name: XMLName
  }

  init(part: String, handler: any XMLHandler, limits: Limits) {
    self.part = part
    self.handler = handler
    self.limits = limits
  }

  static func of(_ context: UnsafeMutableRawPointer?) -> Session {
    Unmanaged<Session>.fromOpaque(context.unsafelyUnwrapped).takeUnretainedValue()
  }

  func start(
    _ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
  ) {
    guard failure == nil else { return }
    let element = XMLElement(
      name: name(local, uri), .parsed(attributes.map { UnsafePointer($0) }, count: count, uris))
    do throws(SpreadsheetError) {
      depth += 1
      elementCount += 1
      if depth > limits.depth { try limits.check(depth, \.depth, "depth", part: part) }
      try handler.start(element)
    } catch { stop(error) }
  }

  func end(_ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) {
    guard failure == nil else { return }
    depth -= 1
    do throws(SpreadsheetError) { try handler.end(name(local, uri)) } catch { stop(error) }
  }

  func text(_ bytes: UnsafePointer<xmlChar>?, _ count: Int) {
    guard failure == nil, let bytes, count > 0 else { return }
    let buffer = UnsafeBufferPointer(start: bytes, count: count)
    do throws(SpreadsheetError) { try handler.text(buffer.span) } catch { stop(error) }
  }

  func documentType() {
    stop(SpreadsheetError(.forbidden, part: part, detail: "DOCTYPE: a document type (DTD) is not allowed"))
  }

  private func stop(_ error: SpreadsheetError) {
    guard failure == nil else { return }
    var error = error
    if error.part == nil { error.part = part }
    failure = error
    if let context { xmlStopParser(context) }
  }

  private func name(_ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) -> XMLName {
    let address = UInt(bitPattern: local)
    let place = Int((address ^ address >> 6) & 63)
    if let known = names[place], known.local == local, known.uri == uri { return known.name }
    let name = XMLName(namespace: uris.namespace(uri), local: local.map { String(cString: $0) } ?? "")
    names[place] = KnownName(local: local, uri: uri, name: name)
    return name
  }
}

/// Namespaces by libxml2's own copy of their URI.
final class URICache {
  private var known: [UnsafePointer<xmlChar>: XMLNamespace] = [:]
  /// Most names of a part have the same.
  private var last: (uri: UnsafePointer<xmlChar>?, namespace: XMLNamespace) = (nil, .none)

  func namespace(_ uri: UnsafePointer<xmlChar>?) -> XMLNamespace {
    guard let uri else { return .none }
    if uri == last.uri { return last.namespace }
    let namespace = known[uri] ?? XMLNamespace(UnsafeRawBufferPointer(start: uri, count: Int(xmlStrlen(uri))))
    known[uri] = namespace
    last = (uri, namespace)
    return namespace
  }
}
