import Glibc

/// What a file is by its first bytes: one of the two forms that can be read, or a reason why not.
enum FileSignature {
  case zip, text

  /// Throws for what can be named and not read.
  static func detect(_ source: borrowing ByteSource, named name: String) throws(SpreadsheetError) -> FileSignature {
    let first = try source.head(4)
    guard !first.isEmpty else { throw SpreadsheetError(.empty, detail: "the file is empty") }
    if first.elementsEqual("PK\u{3}\u{4}".utf8) || first.elementsEqual("PK\u{5}\u{6}".utf8) { return .zip }
    let head = try source.head(64 << 10)
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      let (kind, detail) = try compoundFile(source)
      throw SpreadsheetError(.unsupported(kind), detail: detail)
    }
    if let (kind, detail) = magic(head) ?? markup(head) { throw SpreadsheetError(.unsupported(kind), detail: detail) }
    if let reason = reasonAgainstText(head) { throw SpreadsheetError(.unsupported(.unknown), detail: reason) }
    guard !hasWorkbookName(name) else {
      throw SpreadsheetError(.unsupported(.delimitedText), detail: "text (csv), not a workbook as its extension says")
    }
    return .text
  }

  private static func hasWorkbookName(_ name: String) -> Bool {
    let suffix = name.lowercased().split(separator: ".").last ?? ""
    return ["xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "xlt", "et", "ods", "ots"].contains(String(suffix))
  }

  private static func magic(_ bytes: [UInt8]) -> (FileKind, String)? {
    func begins(_ head: [UInt8]) -> Bool { bytes.starts(with: head) }
    if begins([0x09, 0x08]) || begins([0x09, 0x04]) || begins([0x09, 0x02]) {
      return (.legacyWorkbook, "a workbook of Excel 97-2003 or older (xls, BIFF)")
    }
    if begins(Array("%PDF".utf8)) { return (.pdf, "a PDF") }
    if begins(Array("{\\rtf".utf8)) { return (.wordDocument, "rich text (rtf)") }
    let pictures: [[UInt8]] = [
      [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), [0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A],
    ]
    if pictures.contains(where: begins) { return (.picture, "a picture") }
    if bytes.count > 12, begins(Array("RIFF".utf8)), bytes[8..<12].elementsEqual("WEBP".utf8) {
      return (.picture, "a picture")
    }
    if bytes.count > 14, begins(Array("BM".utf8)), bytes[6..<10].elementsEqual([0, 0, 0, 0]) {
      return (.picture, "a picture")
    }
    let archives: [[UInt8]] = [
      Array("Rar!".utf8), [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], [0x1F, 0x8B], [0xFD, 0x37, 0x7A, 0x58, 0x5A],
      Array("BZh".utf8),
    ]
    if archives.contains(where: begins) { return (.archive, "an archive, not a workbook") }
    return nil
  }

  /// OLE2: which streams it holds tells what it is. Their names stand in its directory in UTF-16.
  private static func compoundFile(_ source: borrowing ByteSource) throws(SpreadsheetError) -> (FileKind, String) {
    let names = ["EncryptedPackage", "EncryptionInfo", "WordDocument", "PowerPoint Document"]
    let patterns = names.map {
      $0.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
    var found = Set<String>()
    try source.forEachWindow { bytes, isLast in
      for (name, pattern) in Swift.zip(names, patterns) where holds(bytes, pattern) { found.insert(name) }
      return isLast ? bytes.count : max(0, bytes.count - 63)
    }
    if found.contains("EncryptedPackage") || found.contains("EncryptionInfo") {
      return (.encryptedWorkbook, "an encrypted workbook that needs a password")
    }
    if found.contains("WordDocument") { return (.wordDocument, "a Word document (doc), not a workbook") }
    if found.contains("PowerPoint Document") { return (.presentation, "a presentation (ppt), not a workbook") }
    return (.legacyWorkbook, "a workbook of Excel 97-2003 or older (xls, BIFF)")
  }

  private static func holds(_ bytes: UnsafeRawBufferPointer, _ pattern: [UInt8]) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var index = 0
    while index + pattern.count <= bytes.count,
      let next = memchr(base + index, Int32(pattern[0]), bytes.count - index + 1 - pattern.count)
    {
      if memcmp(next, pattern, pattern.count) == 0 { return true }
      index = UnsafeRawPointer(next) - base + 1
    }
    return false
  }

  private static func markup(_ bytes: [UInt8]) -> (FileKind, String)? {
    var head = bytes.prefix(4_096).drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 <= 0x20 }
    if head.first == 0xFF || head.first == 0xFE { head = head.drop { $0 >= 0xFE } }
    let text = String(decoding: head.filter { $0 != 0 }, as: UTF8.self).lowercased()
    if text.hasPrefix("mime-version:") || text.hasPrefix("message-id:") {
      return (.mhtml, "a web archive (mhtml), not a workbook")
    }
    guard text.hasPrefix("<") else { return nil }
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
      return (.spreadsheetML2003, "an XML spreadsheet of Excel 2003, not a workbook that can be read")
    }
    let tags = [
      "<!doctype html", "<html", "<head", "<meta", "<table", "<body", "<style", "<script", "<div", "<br", "<!--",
    ]
    if tags.contains(where: text.hasPrefix) || text.contains("<html") || text.contains("<table") {
      return (.html, "a web page (html), not a workbook")
    }
    if text.hasPrefix("<svg") || text.hasPrefix("<?xml") && text.contains("<svg") {
      return (.picture, "a picture (svg)")
    }
    return text.hasPrefix("<?xml") ? (.unknown, "XML, not a workbook that can be read") : nil
  }

  /// Why the bytes are no text; nil where they may be.
  private static func reasonAgainstText(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      return "text in the encoding UTF-32"
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return nil }
    // Zero bytes are looked for where the encoding is found: in UTF-16 they belong to the text.
    let controls = bytes.count { $0 > 0 && $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return controls * 50 > bytes.count ? "binary data, not a text" : nil
  }
}
