import ArgumentParser
import Checking

/// A time given on the command line, `2022-06-17T10:00` or with a zone, as verdicts write it.
enum Moment {
  static func parse(_ text: String, _ notice: Notice, option: String) throws -> String {
    let joined = text.replacing(" ", with: "T", maxReplacements: 1)
    guard let time = LocalTime(iso8601: joined, utcOffset: notice.utcOffset) else {
      throw ValidationError("--\(option) 的时间“\(text)”看不明白，请写成 \(Sample.time) 的样子。")
    }
    return time.iso8601(utcOffset: notice.utcOffset)
  }
}
