/// The rows that are to be labelled, each by the first of its cells for which it is.
struct LabelledRows {
  private var first: [Int: CellReference] = [:]

  mutating func insert(_ cell: CellReference) {
    first[cell.row] = first[cell.row].map { min($0, cell) } ?? cell
  }

  var numbers: Set<Int> { Set(first.keys) }
  /// From top to bottom.
  var firstCells: [CellReference] { first.values.sorted() }
}
