/// Finds which value metadata stands for a picture within a cell, as Excel 365 stores it: a cell's `vm` names a block of
/// `metadata.xml`, that a rich value, and that a structure `_localImage` or `_webimage` (MS-XLSX, 2.6.198 and 2.6.217).
struct RichValues {
  /// By index of value metadata, counted from 1: the index of a rich value.
  var valueMetadata: [Int?] = []
  /// By index of rich value: the index of its structure.
  var structures: [Int] = []
  /// By index of structure: whether it is a picture.
  var arePictures: [Bool] = []

  func isPicture(valueMetadata index: Int) -> Bool {
    guard valueMetadata.indices.contains(index - 1), let value = valueMetadata[index - 1],
      structures.indices.contains(value), arePictures.indices.contains(structures[value])
    else { return false }
    return arePictures[structures[value]]
  }
}

/// Reads `metadata.xml` (ISO 29500-1, 18.9.10) as far as it leads from cells to rich values.
final class MetadataHandler: XMLHandler {
  private(set) var valueMetadata: [Int?] = []
  private let limits: Limits
  private var path: [String] = []
  private var types: [String] = []
  /// The rich values that the future metadata `XLRICHVALUE` names, in order.
  private var richValues: [Int?] = []
  private var isRichFuture = false

  init(limits: Limits) { self.limits = limits }

  func start(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    let local = element.name.local
    defer { path.append(local) }
    try limits.check(
      types.count + richValues.count + valueMetadata.count, \.annotations, "metadata", part: nil)
    switch (path.last, local) {
    case ("metadataTypes", "metadataType"): types.append(element.attribute("name") ?? "")
    case (_, "futureMetadata"): isRichFuture = element.attribute("name") == "XLRICHVALUE"
    case ("futureMetadata", "bk"): if isRichFuture { richValues.append(nil) }
    case (_, "rvb"):
      if isRichFuture, !richValues.isEmpty {
        richValues[richValues.count - 1] = element.attribute("i").flatMap { Int($0) }
      }
    case ("valueMetadata", "bk"): valueMetadata.append(nil)
    case ("bk", "rc"):
      guard path.contains("valueMetadata"), !valueMetadata.isEmpty,
        let type = element.attribute("t").flatMap({ Int($0) }),
        let value = element.attribute("v").flatMap({ Int($0) }), types.indices.contains(type - 1),
        types[type - 1] == "XLRICHVALUE", richValues.indices.contains(value)
      else { return }
      valueMetadata[valueMetadata.count - 1] = richValues[value]
    default: break
    }
  }

  func end(_ name: XMLName) { path.removeLast() }
}

/// Reads `rdrichvalue.xml` (the structure of each value) and `rdrichvaluestructure.xml` (the kind of each structure).
final class RichValueHandler: XMLHandler {
  private(set) var structures: [Int] = []
  private(set) var arePictures: [Bool] = []
  private let limits: Limits

  init(limits: Limits) { self.limits = limits }

  func start(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    guard element.name.namespace == .richValue else { return }
    try limits.check(structures.count + arePictures.count, \.annotations, "rich values", part: nil)
    switch element.name.local {
    case "rv": structures.append(element.attribute("s").flatMap { Int($0) } ?? -1)
    case "s": arePictures.append(["_localImage", "_webimage"].contains(element.attribute("t") ?? ""))
    default: break
    }
  }
}
