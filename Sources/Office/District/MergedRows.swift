import Checking
import Spreadsheets

/// Writes the merged rows of a form; what its columns need is made ready once for all rows.
struct MergedRows: ~Copyable {
  private let styles: [StyleID]
  /// By column; nil for the one that counts the rows.
  private var texts: [CellText?]
  /// Of the columns' fields among those of the row: rows of one file have the same.
  private var places: NamePlaces
  /// Where texts are put together.
  private var composed = XMLOutput(capacity: 1024)
  let fit: RowFit
  private var repeated = RepeatedCells()

  init(
    of form: Form, notice: Notice, smallestRow: Double, measure: TextMeasurement, style: (Column) -> StyleID
  ) {
    styles = form.columns.map(style)
    texts = form.columns.map { $0.type.isSequence ? nil : CellText($0, notice) }
    places = NamePlaces(of: form.columns.map(\.key))
    fit = RowFit(measure, columnWidths: form.columns.map(\.width), smallest: smallestRow)
  }

  /// - Parameters:
  ///   - rows: of a submission.
  ///   - place: of the row among them.
  mutating func write(
    _ rows: [Verdict.Row], _ place: Int, number: Int, to cells: inout RowWriter
  ) throws(WritingError) {
    // Looked at where they are: to hold on to cells, which other workbooks have as well, takes longer than to write them.
    let all = rows.span
    if !places.isLast(all[place].values.names.identity) { places.look(in: all[place].values.names) }
    let values = all[place].values.values.span
    repeated.begin(values)
    for column in styles.indices {
      let style = styles[column]
      if texts[column] == nil {
        try cells.integer(number, style)
      } else if let place = places[column] {
        try repeated.write(place, of: values, column: column, to: &cells) { cell, cells throws(WritingError) in
          try texts[column]?.write(cell, style, &composed, to: &cells)
        }
      } else {
        try cells.blank(style)
      }
    }
  }
}
