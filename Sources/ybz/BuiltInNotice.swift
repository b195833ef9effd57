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
}
