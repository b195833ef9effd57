/// The name of a member, where it stands: it is compared, and copied only when asked.
struct JSONName {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// What the bytes mean, where any of them is escaped.
  private let unescaped: String?

  /// - Parameter bytes: must stay where they are as long as the name is used.
  init(_ bytes: UnsafeBufferPointer<UInt8>, unescaped: String?) {
    (self.bytes, self.unescaped) = (bytes, unescaped)
  }

  var string: String { unescaped ?? String(decoding: bytes, as: UTF8.self) }

  /// For `switch`.
  @inline(__always)
  static func ~= (text: StaticString, name: JSONName) -> Bool {
    if let unescaped = name.unescaped { return unescaped == text.description }
    guard name.bytes.count == text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount where name.bytes[index] != text.utf8Start[index] { return false }
    return true
  }

  /// Whether it stands before another in the order of their bytes, which is that of their code points.
  func precedes(_ other: JSONName) -> Bool {
    if unescaped != nil || other.unescaped != nil {
      return string.utf8.lexicographicallyPrecedes(other.string.utf8)
    }
    for index in 0..<min(bytes.count, other.bytes.count) where bytes[index] != other.bytes[index] {
      return bytes[index] < other.bytes[index]
    }
    return bytes.count < other.bytes.count
  }
}
