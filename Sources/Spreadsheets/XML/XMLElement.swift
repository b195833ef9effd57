import CXML

/// A start tag, there while its handler runs.
struct XMLElement: ~Copyable {
  /// Where the attributes are.
  enum Attributes {
    /// As libxml2 gives them: five pointers each, local name, prefix, URI, and the two ends of the value.
    case parsed(UnsafePointer<UnsafePointer<xmlChar>?>?, count: Int, URICache)
    /// As the plain reader found them.
    case plain(UnsafeBufferPointer<PlainAttribute>)
  }

  let name: XMLName
  private let attributes: Attributes

  init(name: XMLName, _ attributes: Attributes) {
    self.name = name
    self.attributes = attributes
  }

  /// The value of an attribute; without a namespace unless one is named.
  func attribute(_ local: StaticString, in namespace: XMLNamespace = .none) -> String? {
    withAttribute(local, in: namespace) { value in
      value.contains(UInt8(ascii: "&")) ? unescaped(value) : String(decoding: value, as: UTF8.self)
    }
  }

  /// libxml2 gives every `&` of an attribute as `&#38;` unless it replaces entities, which it is not to do here.
  private func unescaped(_ value: UnsafeRawBufferPointer) -> String {
    var bytes: [UInt8] = []
    var index = 0
    while index < value.count {
      bytes.append(value[index])
      let isEscape = value[index] == UInt8(ascii: "&") && value[index...].starts(with: "&#38;".utf8)
      index += isEscape ? 5 : 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// An attribute's value as bytes, in which `&` is `&#38;`.
  func withAttribute<Value>(
    _ local: StaticString, in namespace: XMLNamespace = .none, _ body: (UnsafeRawBufferPointer) -> Value
  ) -> Value? {
    switch attributes {
    case .plain(let attributes):
      for attribute in attributes where attribute.namespace == namespace && attribute.isNamed(local) {
        return body(attribute.value)
      }
    case .parsed(let attributes?, let count, let uris):
      for index in 0..<count {
        let field = attributes + index * 5
        guard let name = field[0], strcmp(name, local), let begin = field[3], let end = field[4] else { continue }
        guard uris.namespace(field[2]) == namespace else { continue }
        return body(UnsafeRawBufferPointer(start: begin, count: end - begin))
      }
    case .parsed(nil, _, _): break
    }
    return nil
  }

  private func strcmp(_ name: UnsafePointer<xmlChar>, _ other: StaticString) -> Bool {
    let bytes = other.utf8Start
    for index in 0...other.utf8CodeUnitCount where name[index] != (index == other.utf8CodeUnitCount ? 0 : bytes[index])
    {
      return false
    }
    return true
  }
}

/// An attribute as it stands in its tag: no reference is in its value.
struct PlainAttribute {
  var local: UnsafeRawBufferPointer
  var namespace: XMLNamespace
  var value: UnsafeRawBufferPointer
  var hasPrefix: Bool

  @inline(__always)
  func isNamed(_ other: StaticString) -> Bool {
    guard local.count == other.utf8CodeUnitCount else { return false }
    for index in 0..<local.count where local[index] != other.utf8Start[index] { return false }
    return true
  }
}
