/// Puts cells into rows and gives each the place that the file states or implies.
///
/// `r` is optional on rows and on cells (ISO 29500-1, 18.3.1.73 and 18.3.1.4): without it, each follows the one before.
struct RowAssembler {
  /// Rows that are complete and hold something, in the order of the file.
  var rows: [Row] = []
  private let limits: Limits
  private var number = 0
  private var column = 0
  private var isHidden = false
  private var cells: [Cell] = []

  init(limits: Limits) { self.limits = limits }

  /// Begins a row; `number` is what its `r` says.
  mutating func begin(row stated: Int?, isHidden: Bool) throws(SpreadsheetError) {
    number = stated ?? number + 1
    guard number >= 1, number <= limits.rows else {
      throw SpreadsheetError(.damaged, detail: "row number \(number) is out of range, 1 to \(limits.rows)")
    }
    self.isHidden = isHidden
    column = 0
  }

  /// The place of the next cell; `stated` is what its `r` says.
  mutating func place(_ stated: CellReference?) throws(SpreadsheetError) -> CellReference {
    guard let stated else {
      column += 1
      guard column <= limits.columns else {
        throw SpreadsheetError(
          .damaged, detail: "a cell of row \(number) is out of range: more than \(limits.columns) columns")
      }
      return CellReference(column: column, row: number)
    }
    column = stated.column
    if stated.row != number {
      // A cell is where it says it is, whatever its row says.
      end()
      number = stated.row
    }
    return stated
  }

  mutating func append(_ cell: Cell) { cells.append(cell) }

  /// Ends a row.
  mutating func end() {
    guard !cells.isEmpty else { return }
    rows.append(Row(number: number, isHidden: isHidden, cells: cells))
    cells.removeAll(keepingCapacity: true)
  }
}

extension [Row] {
  /// The same rows by number, and their cells by column. Of two cells at one place the later one counts.
  mutating func putInOrder() {
    let isOrdered = zip(self, dropFirst()).allSatisfy { $0.number < $1.number }
    if !isOrdered {
      var merged: [Row] = []
      let sorted = enumerated().sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }
      for (_, row) in sorted {
        if merged.last?.number == row.number {
          merged[merged.count - 1].cells += row.cells
        } else {
          merged.append(row)
        }
      }
      self = merged
    }
    for index in indices where !self[index].cells.isInOrder { self[index].cells.putInOrder() }
  }
}

extension [Cell] {
  fileprivate var isInOrder: Bool {
    var last = 0
    for index in indices {
      let column = self[index].reference.column
      if column <= last { return false }
      last = column
    }
    return true
  }

  fileprivate mutating func putInOrder() {
    let sorted = enumerated().sorted {
      ($0.element.reference.column, $0.offset) < ($1.element.reference.column, $1.offset)
    }
    var result: [Cell] = []
    for (_, cell) in sorted {
      if result.last?.reference == cell.reference { result.removeLast() }
      result.append(cell)
    }
    self = result
  }
}
