/// The entries of a small zip as they are stored, for comparing packages part by part.
struct StoredParts: Equatable {
  /// By name: method, checksum and compressed bytes.
  var parts: [String: [UInt8]] = [:]

  struct NoZip: Error {}

  /// Walks the central directory (APPNOTE 4.3.12) of a zip without comment.
  init(_ bytes: [UInt8]) throws {
    func number(_ offset: Int, _ length: Int) throws -> Int {
      guard offset >= 0, offset + length <= bytes.count else { throw NoZip() }
      return bytes[offset..<(offset + length)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    let end = bytes.count - 22
    var offset = try number(end + 16, 4)
    for _ in 0..<(try number(end + 10, 2)) {
      let (nameLength, extraLength) = (try number(offset + 28, 2), try number(offset + 30, 2))
      let name = String(decoding: bytes[(offset + 46)..<(offset + 46 + nameLength)], as: UTF8.self)
      let local = try number(offset + 42, 4)
      let start = local + 30 + (try number(local + 26, 2)) + (try number(local + 28, 2))
      let size = try number(offset + 20, 4)
      guard start + size <= bytes.count else { throw NoZip() }
      parts[name] =
        Array(bytes[(offset + 10)..<(offset + 12)] + bytes[(offset + 16)..<(offset + 20)])
        + bytes[start..<(start + size)]
      offset += 46 + nameLength + extraLength
    }
  }
}
