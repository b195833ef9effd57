import Checking

/// The notice that comes with the program, so that it needs no file beside it.
enum BuiltInNotice {
  static var files: [String: [UInt8]] {
    [
      "notice.yaml": PackageResources.notice_yaml,
      "narratives.yaml": PackageResources.narratives_yaml,
      "units.csv": PackageResources.units_csv,
      "workdays.csv": PackageResources.workdays_csv,
    ]
  }

  /// Begins when it is first asked for, and goes on beside whoever did. A test has read all of it.
  static let reading = Beside { () throws(NoticeError) in try Notice(files: files, isProven: true) }
}
