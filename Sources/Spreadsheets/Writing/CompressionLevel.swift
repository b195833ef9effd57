/// How hard a workbook is squeezed.
///
/// ```swift
/// var small = WorkbookWriter(compression: .compact)
/// ```
public enum CompressionLevel: Sendable, CaseIterable {
  /// For work that waits: deflate at over a gigabyte a second. Its bytes depend on the processor.
  case fast
  /// For what must be the same bytes on any machine, and soon: a fifth larger than `compact`, in a fifth of the time.
  case portable
  /// For what is mailed or kept: smallest, and the same bytes on any machine.
  case compact
}
