import Testing

@testable import Checking

@Suite struct `Rows in a sentence` {
  @Test(arguments: [
    ([4], "4"), ([4, 5], "4、5"), ([4, 5, 6, 9], "4 至 6、9"), (Array(4...23), "4 至 23"),
    (Array(stride(from: 1, through: 25, by: 2)), "1、3、5、7、9、11、13、15、17、19 等 13 "),
  ])
  func `are listed as a clerk lists them`(rows: [Int], expected: String) {
    #expect(RowNumbers(rows: rows).description == expected)
  }
}
