import Project
import Spreadsheets
import Testing

@testable import Checking

@Suite struct `A notice is data` {
  let notice: Notice

  init() throws { notice = try Project.notice() }

  @Test func `the notice's own file is read whole`() throws {
    #expect(notice.forms.map(\.columns.count) == [14, 9])
    #expect(notice.units.map(\.id).first == "gudong")
    #expect(notice.units.count == 11)
    #expect(notice.units.last?.code == nil)
    #expect(notice.form("attachment2")?.title(for: Period("2022Q2")) == "鼓楼区散乱污企业（场所）综合整治情况第二季度调度表")
  }

  @Test(arguments: [
    ("id: gulou-2022-1", "idd: gulou-2022-1", "notice.yaml 第 3 行 「idd」：不认识的键"),
    ("type: sequence", "type: numeral", "「forms[0].columns[0].type」：这里应是：sequence"),
    ("default: included", "default: perhaps", "「settings.deadline-day.default」：readings 里没有「perhaps」"),
    ("issued: 2022-04-21", "issued: 2022-04-31", "「issued」：这里应是日期"),
    ("vocabulary: clueSource", "vocabulary: clues", "vocabularies 里没有「clues」"),
  ])
  func `a mistake in the file is told with file, line and key`(right: String, wrong: String, said: String) throws {
    var files = try Project.noticeFiles()
    let text = String(decoding: try #require(files["notice.yaml"]), as: UTF8.self)
    let spoiled = text.replacing(right, with: wrong, maxReplacements: 1)
    files["notice.yaml"] = Array(spoiled.utf8)
    let error = #expect(throws: NoticeError.self) { try Notice(files: files) }
    #expect("\(try #require(error))".contains(said))
    #expect(error?.line != nil)
  }

  @Test func `a broken line in a table beside it is told with its number`() throws {
    var files = try Project.noticeFiles()
    files["workdays.csv"]? += Array("2028-13-01,holiday,x,confirmed\n".utf8)
    let error = #expect(throws: NoticeError.self) { try Notice(files: files) }
    #expect(error?.file == "workdays.csv")
    #expect(error?.line == 197)
  }

  @Test func `an alias that two units share is refused`() throws {
    var files = try Project.noticeFiles()
    files["units.csv"]? += Array("x,样例街道,,街道,鼓东\n".utf8)
    let error = #expect(throws: NoticeError.self) { try Notice(files: files) }
    #expect(error?.message.contains("鼓东") == true)
  }
}
