import Checking
import Foundation

/// The notice an office uses, with the workdays and readings that its `配置.yaml` chooses.
package struct OfficeNotice: Sendable {
  package let notice: Notice
  package let settings: Settings
  /// Names exactly these rules: the same id with other words, workdays or readings is another edition.
  let digest: String

  /// - Parameters:
  ///   - chosen: a notice's folder to use whatever the office says.
  ///   - builtIn: the files of the notice that comes with the program, by name.
  package init(of folder: OfficeFolder, chosen: String? = nil, builtIn: [String: [UInt8]]) throws {
    guard folder.exists else { throw OfficeError.notAnOffice(path: folder.root.relativePath) }
    settings = try Settings.read(folder.settings)
    func path(_ text: String) -> String { URL(fileURLWithPath: text, relativeTo: folder.root).path }
    var files = builtIn
    if let chosen {
      files = try NoticeFolder.files(atPath: chosen)
    } else if !settings.notice.isEmpty {
      files = try NoticeFolder.files(atPath: path(settings.notice))
    }
    var workdays: (file: String, bytes: [UInt8])?
    if !settings.workdays.isEmpty {
      workdays = (
        settings.workdays, [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(settings.workdays))))
      )
    }
    let notice = try Notice(files: files, workdays: workdays)
    var readings = notice.settings
    try readings.choose(settings.readings, in: folder.settings.lastPathComponent)
    self.notice = notice.with(readings)
    if let workdays { files["workdays: \(workdays.file)"] = workdays.bytes }
    for (name, choice) in settings.readings { files["readings: \(name)"] = Array(choice.utf8) }
    digest = NoticeFolder.digest(of: files)
  }
}
