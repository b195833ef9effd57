/// Why a file cannot be read, with the evidence. Wording for people is made where it is shown.
///
/// ```swift
/// do throws(SpreadsheetError) {
///   _ = try Workbook(reading: bytes, named: "报表.xlsx")
/// } catch {
///   print(error.cause, error.part ?? "", error.detail)
/// }
/// ```
public struct SpreadsheetError: Error, Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    /// The system does not give the file: no such path, no permission. Says nothing of what the file holds.
    case unreadable
    /// No bytes at all.
    case empty
    /// Sound perhaps, and not a spreadsheet that can be read.
    case unsupported(FileKind)
    /// Cut off or not as its format demands.
    case damaged
    /// Holds what an honest workbook does not: a document type, two entries of one name, an unknown compression.
    case forbidden
    /// More than a named limit allows.
    case limitExceeded(name: String, limit: Int)
  }

  public var cause: Cause
  /// The part of the file, such as `xl/worksheets/sheet1.xml`; nil where it is the whole file.
  public var part: String?
  /// What was found, in English, for a log: the library's own message where there is one.
  public var detail: String

  public init(_ cause: Cause, part: String? = nil, detail: String) {
    self.cause = cause
    self.part = part
    self.detail = detail
  }
}

/// What a file is, by its first bytes, when it is no spreadsheet that can be read.
///
/// ```swift
/// if case .unsupported(.encryptedWorkbook) = error.cause { print("请去掉打开密码再发。") }
/// ```
public enum FileKind: String, Hashable, Sendable {
  /// OLE2: `.xls` or WPS's `.et`.
  case legacyWorkbook
  /// A workbook with a password to open: OLE2 around an encrypted package, or encrypted parts.
  case encryptedWorkbook
  /// `.xlsb`: the binary parts inside a zip.
  case binaryWorkbook
  case html, mhtml
  /// Excel 2003's XML.
  case spreadsheetML2003
  case wordDocument, presentation, pdf, picture
  /// rar, 7z, gzip, or a zip that holds no workbook.
  case archive
  /// A text, a CSV perhaps, under a workbook's name.
  case delimitedText
  case unknown
}
