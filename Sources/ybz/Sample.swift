/// Dates for help and complaints, of the year of the notice that comes with the program.
enum Sample {
  private static let year =
    String(decoding: PackageResources.notice_yaml, as: UTF8.self).firstMatch(of: /\nissued: (\d{4})/)?.1 ?? ""

  static let month = "\(year)-04"
  static let laterMonth = "\(year)-06"
  static let quarter = "\(year)Q2"
  static let time = "\(year)-06-17T10:00"
}
