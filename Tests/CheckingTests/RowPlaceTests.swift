import Spreadsheets
import Testing

@testable import Checking

@Suite struct `Cells of a row` {
  @Test func `a column's cell is found from wherever the search begins`() {
    // Every set of five columns.
    for set in 0..<(1 << 5) {
      let columns = (1...5).filter { set >> ($0 - 1) & 1 == 1 }
      let cells = columns.map { Cell(CellReference(column: $0, row: 4), .number(Double($0))) }
      let row = Table.DataRow(number: 4, isHidden: false, cells: cells)
      for column in 0...6 {
        for start in 0...7 {
          var near = start
          let place = row.place(ofColumn: column, near: &near)
          #expect(place == columns.firstIndex(of: column))
          #expect((0...cells.count).contains(near))
        }
      }
    }
  }
}
