/// Names of parts within a package (ISO 29500-2, 6.2), here always without the leading slash.
enum PartName {
  /// The part that a zip entry holds. Some producers write `xl\worksheets\sheet1.xml` or begin with a slash.
  static func normalized(entryName: String) -> String {
    let name = entryName.utf8.contains(UInt8(ascii: "\\")) ? String(entryName.map { $0 == "\\" ? "/" : $0 }) : entryName
    guard name.utf8.first == UInt8(ascii: "/") else { return name }
    return String(Substring(name.utf8.drop { $0 == UInt8(ascii: "/") }))
  }

  /// The part that `target` names as seen from `source`; nil where it leaves the package or is no part at all.
  static func resolving(_ target: String, from source: String) -> String? {
    guard target.utf8.count <= 4_096 else { return nil }
    var path = target.utf8.contains(UInt8(ascii: "\\")) ? String(target.map { $0 == "\\" ? "/" : $0 }) : target
    if let end = path.utf8.firstIndex(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") }) {
      path = String(path[..<end])
    }
    // A scheme (`file:`, `http:`) is no part of the package.
    if let colon = path.utf8.firstIndex(of: UInt8(ascii: ":")), !path.utf8[..<colon].contains(UInt8(ascii: "/")) {
      return nil
    }
    let slash = UInt8(ascii: "/")
    var segments: [ArraySlice<UInt8>] = []
    if path.utf8.first != slash { segments = Self.segments(source).dropLast() }
    for segment in Self.segments(path) {
      if segment.elementsEqual(".".utf8) { continue }
      if segment.elementsEqual("..".utf8) {
        guard segments.popLast() != nil else { return nil }
      } else {
        segments.append(segment)
      }
    }
    guard !segments.isEmpty, path.utf8.last != slash else { return nil }
    return String(decoding: percentDecoded(joined(segments)), as: UTF8.self)
  }

  /// The part that holds the relationships of `part`.
  static func relationships(of part: String) -> String {
    let part = part.utf8
    let name = part.lastIndex(of: UInt8(ascii: "/")).map { part.index(after: $0) } ?? part.startIndex
    var bytes: [UInt8] = []
    bytes.reserveCapacity(part.count + 11)
    bytes += part[..<name]
    bytes += "_rels/".utf8
    bytes += part[name...]
    bytes += ".rels".utf8
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func segments(_ name: String) -> [ArraySlice<UInt8>] {
    Array(name.utf8).split(separator: UInt8(ascii: "/"))
  }

  private static func joined(_ segments: [ArraySlice<UInt8>]) -> [UInt8] {
    Array(segments.joined(separator: CollectionOfOne(UInt8(ascii: "/"))))
  }

  private static func percentDecoded(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "%")) else { return bytes }
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexadecimal(bytes[index + 1]),
        let low = hexadecimal(bytes[index + 2])
      {
        decoded.append(high << 4 | low)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return decoded
  }
}

/// The value of a hexadecimal digit.
func hexadecimal(_ digit: UInt8) -> UInt8? {
  switch digit {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
  default: nil
  }
}
