import Project
import Spreadsheets
import Testing

@testable import Checking

@Suite struct `Deadlines` {
  let notice: Notice

  init() throws { notice = try Project.notice() }

  @Test(arguments: [
    // The 20th is a Monday: it counts to its end.
    ("2022Q2", "2022-06-20T23:59:59+08:00"),
    ("2022Q3", "2022-09-20T23:59:59+08:00"),
    // Saturday 20 September 2025: Thursday, the summer afternoon.
    ("2025Q3", "2025-09-18T18:00:00+08:00"),
    // Sunday 20 March 2022: Thursday of the week it ends, the winter afternoon.
    ("2022Q1", "2022-03-17T17:30:00+08:00"),
    // A Sunday that is worked is still a weekend by the letter.
    ("2026Q3", "2026-09-17T18:00:00+08:00"),
  ])
  func `the quarter's report is due on the 20th, or on Thursday before a weekend`(period: String, due: String) throws {
    let deadline = notice.deadline(form: "attachment2", period: try #require(Period(period)))
    #expect(deadline?.deadline == due)
  }

  @Test func `a worked Sunday can be chosen to be a workday, and the reading says so`() throws {
    #expect(
      notice.deadline(form: "attachment2", period: .quarter(year: 2026, quarter: 3))!.reading.contains("按通知字面视作周末"))
    let other = try notice.choosing("workday", for: .makeupWeekend)
    let deadline = other.deadline(form: "attachment2", period: .quarter(year: 2026, quarter: 3))
    #expect(deadline?.deadline == "2026-09-20T23:59:59+08:00")
    #expect(deadline?.reading.contains("不视作周末") == true)
  }

  @Test(arguments: [
    ("2022-W25", "friday", "2022-06-24T12:00:00+08:00"),
    // 3 June 2022 is 端午节, a Friday.
    ("2022-W22", "next_workday", "2022-06-06T12:00:00+08:00"),
    ("2022-W22", "previous_workday", "2022-06-02T12:00:00+08:00"),
    ("2022-W22", "friday", "2022-06-03T12:00:00+08:00"),
    // 7 October 2022 is a holiday and the Saturday after it is worked.
    ("2022-W40", "next_workday", "2022-10-08T12:00:00+08:00"),
    ("2022-W40", "previous_workday", "2022-09-30T12:00:00+08:00"),
  ])
  func `the weekly form is due on Friday noon, and a holiday moves it as chosen`(
    period: String, choice: String, due: String
  ) throws {
    let notice = try self.notice.choosing(choice, for: .holiday)
    #expect(notice.deadline(form: "attachment1", period: try #require(Period(period)))?.deadline == due)
  }

  @Test func `a list holds every week and quarter that falls due in its months, in order`() {
    let deadlines = notice.deadlines(
      from: CalendarMonth(year: 2022, month: 4), through: CalendarMonth(year: 2027, month: 12))
    #expect(deadlines.filter { $0.form == "attachment2" }.count == 23)
    #expect(deadlines == deadlines.sorted { $0.deadline < $1.deadline })
    #expect(deadlines.first?.period == "2022-W13")
    #expect(Set(deadlines.map(\.period)).count == deadlines.count)
    // Every Friday from April 2022 to December 2027: those at the ends are workdays.
    #expect(deadlines.filter { $0.form == "attachment1" }.count == 301)
    #expect(deadlines.filter { $0.reading.contains("放假") && $0.deadline < "2027" }.count == 20)
  }

  @Test func `a find after the weekly deadline belongs to the next week`() {
    #expect("\(notice.reportingWeek(of: .init(year: 2022, month: 6, day: 24)))" == "2022-W25")
    #expect("\(notice.reportingWeek(of: .init(year: 2022, month: 6, day: 25)))" == "2022-W26")
    #expect("\(notice.reportingWeek(of: .init(year: 2022, month: 6, day: 26)))" == "2022-W26")
    #expect("\(notice.reportingWeek(of: .init(year: 2021, month: 1, day: 1)))" == "2020-W53")
  }

  @Test func `the quarter's days follow the setting`() throws {
    let day = CalendarDay(year: 2022, month: 6, day: 21)
    #expect("\(self.notice.quarter(of: day))" == "2022Q2")
    let notice = try self.notice.choosing("from-21st", for: .quarterSpan)
    #expect("\(notice.quarter(of: day))" == "2022Q3")
    #expect("\(notice.quarter(of: .init(year: 2022, month: 12, day: 31)))" == "2023Q1")
    #expect("\(notice.span(of: .quarter(year: 2023, quarter: 1)))" == "2022-12-21...2023-03-20")
  }

  @Test func `days are counted right from 1900 to 2999`() {
    var day = CalendarDay(year: 1900, month: 1, day: 1)
    #expect(day.isoWeekday == 1)
    var number = day.dayNumber
    while day.year < 2999 {
      #expect(CalendarDay(dayNumber: number) == day && day.dayNumber == number, "\(day)")
      day = day.adding(days: 97)
      number += 97
    }
    #expect(CalendarDay(checkedYear: 2023, month: 2, day: 29) == nil)
    #expect(CalendarDay(checkedYear: 2024, month: 2, day: 29) != nil)
  }
}
