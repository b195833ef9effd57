import Spreadsheets

/// Makes pieces of workbooks one after the other, each as if it were the only one: what it has of a form, and the room that it
/// works in, it uses again.
///
/// One task at a time has it.
final class RowMaker: @unchecked Sendable {
  private var bench = Bench()

  func rows(_ piece: WorkbookDraft.Piece, of draft: WorkbookDraft) throws -> SheetRows {
    try bench.rows(piece, of: draft)
  }
}

/// What pieces are made with; a structure, so that nobody has to see to it, row by row, that one piece is made at a time.
private struct Bench: ~Copyable {
  private var writer = SheetRowsWriter()
  private var form: String?
  private var merged: MergedRows?
  private var sources: SourceCells?
  private let sourcesFit = ListSheet.fit(SourcesSheet.widths)

  mutating func rows(_ piece: WorkbookDraft.Piece, of draft: WorkbookDraft) throws -> SheetRows {
    if form != draft.form.id {
      form = draft.form.id
      merged = draft.official.merged(draft.styles.official)
      sources = SourceCells(draft.form, draft.notice)
    }
    switch piece.sheet {
    case .official: try writeOfficial(piece.rows, of: draft)
    case .sources: try writeSources(piece.rows, of: draft)
    }
    return try writer.finish()
  }

  private mutating func writeOfficial(_ rows: Range<Int>, of draft: WorkbookDraft) throws {
    guard let fit = merged?.fit else { return }
    writer.begin(atRow: draft.official.firstRow + rows.lowerBound, of: draft.form.name)
    try draft.forEachSubmission(of: rows) { submission, rows in
      let received = submission.rows
      for index in rows {
        let place = Int(draft.rows[index].place)
        try writer.appendRow(fitting: fit) { cells throws(WritingError) in
          try merged?.write(received, place, number: draft.number(of: index), to: &cells)
        }
      }
    }
  }

  private mutating func writeSources(_ rows: Range<Int>, of draft: WorkbookDraft) throws {
    writer.begin(atRow: draft.sources.firstRow + rows.lowerBound, of: SourcesSheet.name)
    let style = draft.styles.list.cell
    try draft.forEachSubmission(of: rows) { submission, rows in
      let received = submission.rows
      for index in rows {
        let row = draft.rows[index]
        try writer.appendRow(fitting: sourcesFit) { cells throws(WritingError) in
          try sources?.write(row, of: submission, received, number: draft.number(of: index), style, to: &cells)
        }
      }
    }
  }
}
