/// Rows as a clerk lists them, neighbours together: `4、6 至 9`. Of many pieces the first ten, and how many rows there are.
struct RowNumbers: CustomStringConvertible {
  /// In ascending order.
  let rows: [Int]

  private static let shownPieces = 10

  var description: String {
    var pieces: [ClosedRange<Int>] = []
    for row in rows {
      if let last = pieces.last, last.upperBound + 1 == row {
        pieces[pieces.count - 1] = last.lowerBound...row
      } else {
        pieces.append(row...row)
      }
    }
    let shown = pieces.prefix(Self.shownPieces).map { piece in
      switch piece.count {
      case 1: "\(piece.lowerBound)"
      case 2: "\(piece.lowerBound)、\(piece.upperBound)"
      default: "\(piece.lowerBound) 至 \(piece.upperBound)"
      }
    }
    return shown.joined(separator: "、") + (pieces.count > Self.shownPieces ? " 等 \(rows.count) " : "")
  }
}
