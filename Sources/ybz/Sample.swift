/// Dates for help and complaints, of the year of the notice that comes with the program.
enum Sample {
  private static let year = {
    // Not by a regular expression: this is asked at every start.
    let notice = PackageResources.notice_yaml
    let key = notice.firstRange(of: "\nissued: ".utf8)
    return key.map { String(decoding: notice[$0.upperBound...].prefix(4), as: UTF8.self) } ?? ""
  }()

  static let month = "\(year)-04"
  static let laterMonth = "\(year)-06"
  static let quarter = "\(year)Q2"
  static let time = "\(year)-06-17T10:00"
}
