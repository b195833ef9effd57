/// Makes rows as high as the texts written into them, wrapped in their columns, need.
///
/// ```swift
/// let widths = [6.0, 12, 30]
/// let fit = RowFit(TextMeasurement(fontSize: 11), columnWidths: widths, smallest: 20)
/// try book.beginSheet(SheetSetup(name: "附件1", columns: ColumnSetup.widths(widths)))
/// try book.appendRow(fitting: fit) { (row) throws(WritingError) in
///   try row.number(1)
///   try row.text("整改中")
///   try row.text("安装隔油池，更换油烟净化器，补办营业执照，清理占道堆放的杂物", wrapped)
/// }
/// ```
///
/// A class, so that a writer may hold it row after row for the price of a reference.
public final class RowFit: Sendable {
  /// Pixels, by column.
  private let rooms: [Double]
  let smallest: Double
  private let measurement: TextMeasurement
  private let ruler: TextRuler

  /// - Parameters:
  ///   - columnWidths: from the first column on (`ColumnSetup.width`); texts in further columns are not looked at.
  ///   - smallest: points that every row has.
  public init(_ measurement: TextMeasurement, columnWidths: [Double], smallest: Double) {
    rooms = columnWidths.map(measurement.room)
    self.smallest = smallest
    self.measurement = measurement
    ruler = TextRuler(measurement)
  }

  /// Of a text in a column, counted from 1.
  func measure(_ utf8: UnsafeBufferPointer<UInt8>, column: Int) -> TextRuler.Measured {
    guard column <= rooms.count else { return TextRuler.Measured(lines: 0, isPlain: false) }
    return ruler.measure(utf8, room: rooms[column &- 1])
  }

  /// Of a row whose highest text takes so many lines.
  func height(ofLines lines: Int) -> Double {
    lines == 0 ? smallest : max(smallest, measurement.rowHeight(ofLines: lines))
  }
}
