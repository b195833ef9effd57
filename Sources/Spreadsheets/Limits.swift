/// What an honest file stays below, checked while a file is unpacked, so that a hostile one costs little.
///
/// The defaults stand well above what thousands of real workbooks hold: the largest of them has 1,033 entries, a part of
/// 57 MB, 60 MB in all, and inflates a part 140-fold.
///
/// ```swift
/// var limits = Limits()
/// limits.cells = 100_000
/// let workbook = try Workbook(reading: bytes, named: "a.xlsx", limits: limits)
/// ```
///
/// Time is bounded by work and not by a clock, so that the same file gives the same answer on any machine and any day: by
/// ``packageBytes`` for what is unpacked and scanned, by ``parsedBytes`` and ``parsedElements`` for what libxml2 parses, which
/// is slower, by ``delimitedBytes`` for text. The worst files that can be made within the defaults keep one core busy for some
/// ten seconds in libxml2 and for some forty with a gigabyte of the smallest cells; every honest file takes less than one. For
/// files from strangers, set them lower.
public struct Limits: Hashable, Sendable {
  /// Entries of the zip.
  public var entries = 10_000
  /// Bytes of a part that is read in passing, such as a sheet.
  public var streamedPartBytes = 512 << 20
  /// Bytes of a part whose content is kept, such as the shared strings.
  public var heldPartBytes = 128 << 20
  /// Bytes of all parts that are read, together; a part that is read twice counts twice.
  public var packageBytes = 1 << 30
  /// Bytes that go to libxml2, together, and the elements in them. What the scanners read in place does not count.
  public var parsedBytes = 256 << 20
  public var parsedElements = 16_000_000
  /// How many times larger than its compressed form a part may be, after its first MiB.
  public var inflationRatio = 200
  /// Elements within one another. libxml2 goes no deeper whatever is set here.
  public var depth = 256
  /// Bytes of one tag with all its attributes.
  public var tagBytes = 64 << 10
  /// The same in the content part of an OpenDocument file, which keeps drawings in attributes.
  public var openDocumentTagBytes = 8 << 20
  /// Attributes of one element.
  public var attributes = 256
  /// Bytes of the text of one cell. A sheet's own limit is 32,767 characters.
  public var cellTextBytes = 1 << 20
  /// Rows of a sheet, by the file format's own bound (ISO 29500-1, 18.3.1.73).
  public var rows = 1_048_576
  /// Columns of a sheet, by the file format's own bound.
  public var columns = 16_384
  /// Cells of a sheet that is read as a whole; a stream of rows may have any number.
  public var cells = 8_000_000
  public var sheets = 10_000
  public var sharedStrings = 10_000_000
  /// Cell formats and number formats, of each. Programs stop at 65,490.
  public var styles = 131_072
  /// Bytes of a number format's code that are looked at. Programs stop at 255 characters.
  public var formatCodeBytes = 4_096
  public var mergedRanges = 131_072
  public var definedNames = 131_072
  public var relationships = 65_536
  /// Hyperlinks, notes, pictures and validations of a sheet, of each.
  public var annotations = 131_072
  /// Bytes of a text file, and how much of it one field may take.
  public var delimitedBytes = 512 << 20
  public var fieldBytes = 16 << 20
  /// Decoding losses that are kept with their place; all are counted.
  public var decodingLosses = 1_000

  public init() {}

  public static let standard = Limits()

  /// Throws when `count` is above the limit that `limit` names.
  func check(
    _ count: Int, _ limit: KeyPath<Limits, Int> & Sendable, _ name: StaticString, part: String?
  ) throws(SpreadsheetError) {
    let most = self[keyPath: limit]
    guard count > most else { return }
    throw SpreadsheetError(
      .limitExceeded(name: "\(name)", limit: most), part: part, detail: "more than the limit of \(most) for \(name)")
  }
}
