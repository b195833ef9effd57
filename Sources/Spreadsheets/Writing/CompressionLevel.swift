/// How hard a workbook is squeezed.
///
/// ```swift
/// var small = WorkbookWriter(compression: .compact)
/// ```
public enum CompressionLevel: Sendable, CaseIterable {
  /// For work that waits: deflate at over a gigabyte a second.
  case fast
  /// For what is mailed or kept: smaller, and some three times slower.
  case compact
}
