import Checking

extension Notice {
  /// The notice under another reading.
  func choosing(_ choice: String, for name: Settings.Name) throws -> Notice {
    var settings = settings
    guard settings.choose(choice, for: name) else { throw NoticeError(file: "", message: "no reading \(choice)") }
    return with(settings)
  }
}
