import Foundation
import Testing

@testable import Checking

/// `swift test --filter score` prints the tables. With `NARRATIVE_MISTAKES=1` every difference is listed too.
@Suite(.serialized) struct `Narrative score` {
  private func score(_ cells: [NarrativeCell], _ title: String) throws -> NarrativeScore {
    let columns = try NarrativeCells.columns()
    var score = NarrativeScore()
    var spent = Duration.zero
    for cell in cells {
      let column = try #require(columns[cell.column], "\(cell.id)：没有「\(cell.column)」栏")
      var reading = NarrativeReading()
      spent += ContinuousClock().measure { reading = column.read(cell.text, quarter: cell.quarter) }
      score.add(cell, reading, column)
    }
    print(score.text(title))
    print("time: \(spent / cells.count) a cell")
    if ProcessInfo.processInfo.environment["NARRATIVE_MISTAKES"] != nil {
      for mistake in score.mistakes { print(mistake) }
    }
    return score
  }

  @Test(.enabled(if: NarrativeCells.hasSamples, "../shared/data/samples.jsonl 不在此处"))
  func `no sample is read wrongly and nearly all are found`() throws {
    let score = try score(try NarrativeCells.samples(), "samples.jsonl")
    #expect(score.table.all.wrong == 0, "\(score.mistakes.joined(separator: "\n"))")
    #expect(score.table.all.found * 100 >= score.table.all.expected * 97)
  }

  @Test func `no table of invented cells is missing`() { #expect(NarrativeCells.tables.count >= 28) }

  @Test(arguments: NarrativeCells.tables)
  func `no invented cell is read wrongly and nearly all are found`(table: String) throws {
    let score = try score(try NarrativeCells.invented(table), table)
    #expect(score.table.all.wrong == 0, "\(score.mistakes.joined(separator: "\n"))")
    #expect(score.table.all.found * 100 >= score.table.all.expected * 97)
  }
}
