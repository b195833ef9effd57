import Spreadsheets

/// The rows read, one typed value a cell.
extension FilledForm {
  mutating func readRows(_ readers: inout FormReaders) {
    let isDisplayText = format == .csv || format == .tsv
    readers.use(for: form, notice: notice, receivedOn: receivedOn, isDisplayText: isDisplayText) { columns in
      for table in tables { readRows(of: table, &columns) }
    }
  }

  private mutating func readRows(of table: Table, _ readers: inout [ColumnReader]) {
    let matches = table.header.matches
    let order = matches.indices.sorted { matches[$0].field.key < matches[$1].field.key }
    let fields = order.map { matches[$0].field.key }
    var places = order
    for (place, index) in order.enumerated() { places[index] = place }
    let columns = matches.map { match in form.columns.firstIndex { $0.key == match.field.key } ?? 0 }
    let keyColumns = KeyColumns(form)
    rows.reserveCapacity(rows.count + table.rows.count)
    for data in table.rows {
      var faulty: [Int] = []
      let values = [FieldValue](unsafeUninitializedCapacity: matches.count) { values, count in
        table.header.forEachColumn(of: data.cells) { index, place in
          let content = readers[columns[index]].read(place.map { data.cells[$0] })
          let faults = content.faults
          // A merged cell is told once, where it stands.
          if !faults.isEmpty,
            place.map({ data.owns(data.cells[$0]) }) != false || faults.contains(where: { $0.severity == .error })
          {
            faulty.append(index)
          }
          let reference =
            place.map { data.cells[$0].reference } ?? CellReference(column: matches[index].column, row: data.number)
          values.initializeElement(at: places[index], to: FieldValue(content, at: reference))
          return true
        }
        count = matches.count
      }
      let row = FilledRow(
        sheet: table.sheet.name, number: data.number, isHidden: data.isHidden,
        cells: FieldValues(names: fields, values: values, like: fields), keyColumns: keyColumns)
      for index in faulty {
        faults += values[places[index]].content.faults.map { PlacedFault($0, in: row, matches[index].field) }
      }
      rows.append(row)
    }
  }
}
