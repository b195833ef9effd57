import CXML
import Glibc

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
  var prefix: ShortName
  var local: UnsafeRawBufferPointer
  var namespace: XMLNamespace
  var value: UnsafeRawBufferPointer

  @inline(__always)
  func isNamed(_ other: StaticString) -> Bool {
    guard local.count == other.utf8CodeUnitCount else { return false }
    for index in 0..<local.count where local[index] != other.utf8Start[index] { return false }
    return true
  }
}

/// The attributes of one tag, in memory that stays from tag to tag.
struct PlainAttributes: ~Copyable {
  private let memory: UnsafeMutablePointer<PlainAttribute>
  private(set) var count = 0
  /// Tags with more are left to libxml2.
  private static let capacity = 48

  init() { memory = .allocate(capacity: Self.capacity) }

  deinit { memory.deallocate() }

  mutating func removeAll() { count = 0 }

  /// False where there is no room, or another attribute may have the same name.
  @inline(__always)
  mutating func append(_ attribute: PlainAttribute) -> Bool {
    guard count < Self.capacity else { return false }
    for index in 0..<count where memory[index].local.count == attribute.local.count {
      guard
        memory[index].prefix.isAbsent != attribute.prefix.isAbsent || !memory[index].local.isSame(as: attribute.local)
      else { return false }
    }
    (memory + count).initialize(to: attribute)
    count += 1
    return true
  }

  /// Gives each attribute with a prefix its namespace; false where one has none.
  mutating func resolve(_ namespace: (ShortName) -> XMLNamespace?) -> Bool {
    for index in 0..<count where !memory[index].prefix.isAbsent {
      guard let found = namespace(memory[index].prefix) else { return false }
      memory[index].namespace = found
    }
    return true
  }

  var all: UnsafeBufferPointer<PlainAttribute> { UnsafeBufferPointer(start: memory, count: count) }
}

/// A name of at most eight bytes, as a number.
struct ShortName: Equatable {
  private let bytes: UInt64

  static let absent = ShortName(bytes: 0)
  static let xml = ShortName(bytes: 0x6C_6D78)
  static let xmlns = ShortName(bytes: 0x73_6E6C_6D78)

  private init(bytes: UInt64) { self.bytes = bytes }

  init?(_ name: UnsafeRawBufferPointer) {
    guard name.count <= 8 else { return nil }
    var bytes: UInt64 = 0
    for byte in name.reversed() { bytes = bytes << 8 | UInt64(byte) }
    self.bytes = bytes
  }

  var isAbsent: Bool { bytes == 0 }
  /// Names that begin with `xml`, in whatever case.
  var isReserved: Bool { bytes & 0xFF_FFFF | 0x20_2020 == 0x6C_6D78 }
}

extension UnsafeRawBufferPointer {
  /// Whether both show the same bytes.
  @inline(__always)
  func isSame(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count, let base = baseAddress, let otherBase = other.baseAddress else {
      return count == other.count
    }
    return memcmp(base, otherBase, count) == 0
  }
}
