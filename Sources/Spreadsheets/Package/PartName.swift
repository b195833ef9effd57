/// Names of parts within a package (ISO 29500-2, 6.2), here always without the leading slash.
enum PartName {
  /// The part that a zip entry holds. Some producers write `xl\worksheets\sheet1.xml` or begin with a slash.
  static func normalized(entryName: String) -> String {
    var name = entryName.utf8.contains(UInt8(ascii: "\\")) ? String(entryName.map { $0 == "\\" ? "/" : $0 }) : entryName
    while name.hasPrefix("/") { name.removeFirst() }
    return name
  }

  /// The part that `target` names as seen from `source`; nil where it leaves the package or is no part at all.
  static func resolving(_ target: String, from source: String) -> String? {
    guard target.utf8.count <= 4_096 else { return nil }
    var path = target.utf8.contains(UInt8(ascii: "\\")) ? String(target.map { $0 == "\\" ? "/" : $0 }) : target
    if let end = path.utf8.firstIndex(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") }) {
      path = String(path[..<end])
    }
    // A scheme (`file:`, `http:`) is no part of the package.
    if let colon = path.utf8.firstIndex(of: UInt8(ascii: ":")), !path[..<colon].contains("/") { return nil }
    var segments: [Substring] = []
    if !path.hasPrefix("/") { segments = source.split(separator: "/").dropLast() }
    for segment in path.split(separator: "/", omittingEmptySubsequences: true) {
      switch segment {
      case ".": continue
      case "..":
        guard segments.popLast() != nil else { return nil }
      default: segments.append(segment)
      }
    }
    guard !segments.isEmpty, !path.hasSuffix("/") else { return nil }
    return percentDecoded(segments.joined(separator: "/"))
  }

  /// The part that holds the relationships of `part`.
  static func relationships(of part: String) -> String {
    var segments = part.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    let last = segments.popLast() ?? ""
    return (segments + ["_rels", last + ".rels"]).joined(separator: "/")
  }

  private static func percentDecoded(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "%")) else { return name }
    let bytes = Array(name.utf8)
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
    return String(decoding: decoded, as: UTF8.self)
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
