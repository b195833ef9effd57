import Checking
import Foundation
import Yams

/// What an office sets for itself: `配置.yaml`.
package struct Settings: Codable, Hashable, Sendable {
  /// How the office signs its answers; empty: as the notice names it.
  package var office: String
  /// The address that answers come from; empty: drafts are left without a sender.
  package var from: String
  /// A notice's folder, from the office's folder; empty: the one that comes with the program.
  package var notice: String
  /// A table of holidays, from the office's folder; empty: the notice's own.
  package var workdays: String
  /// By a setting of the notice, the reading to use instead of its default.
  package var readings: [String: String]

  package init(
    office: String = "", from: String = "", notice: String = "", workdays: String = "", readings: [String: String] = [:]
  ) {
    self.office = office
    self.from = from
    self.notice = notice
    self.workdays = workdays
    self.readings = readings
  }

  private enum CodingKeys: String, CodingKey, CaseIterable { case office, from, notice, workdays, readings }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    office = try container.decodeIfPresent(String.self, forKey: .office) ?? ""
    from = try container.decodeIfPresent(String.self, forKey: .from) ?? ""
    notice = try container.decodeIfPresent(String.self, forKey: .notice) ?? ""
    workdays = try container.decodeIfPresent(String.self, forKey: .workdays) ?? ""
    readings = try container.decodeIfPresent([String: String].self, forKey: .readings) ?? [:]
  }

  package static func read(_ url: URL) throws -> Settings {
    let file = url.lastPathComponent
    let text = try String(contentsOf: url, encoding: .utf8)
    do {
      // A misspelt key must not be passed over in silence.
      let known = CodingKeys.allCases.map(\.rawValue)
      for (key, _) in try compose(yaml: text)?.mapping ?? [:] where !known.contains(key.string ?? "") {
        throw OfficeError.settings(
          file: file,
          detail: "第 \(key.mark?.line ?? 0) 行「\(key.string ?? "")」：不认识的设置；可用：\(known.joined(separator: "、"))")
      }
      return try YAMLDecoder().decode(Settings.self, from: text)
    } catch let error as OfficeError {
      throw error
    } catch {
      throw OfficeError.settings(file: file, detail: "\(error)")
    }
  }

  /// What `init` writes: every setting with its words, and the readings that the notice leaves open.
  ///
  /// - Parameter folder: where the notice lies; nil for the one that comes with the program.
  package static func blank(_ notice: Notice, in folder: String?) -> String {
    var text = """
      # 本办公室的设置。改好保存即可，下次运行生效。

      # 回复里的落款；留空则用通知里的名称
      office: ""
      # 发件邮箱；留空则回信草稿不写发件人
      from: ""
      # 通知（规则文件）所在的文件夹；留空则用程序自带的
      notice: \(quoted(folder ?? ""))
      # 放假调休表（CSV）；留空则用通知自带的
      workdays: ""
      # 通知没有写明的地方怎么理解；要换一种理解，去掉那一行开头的 #
      readings:

      """
    for (name, setting) in notice.settings.all.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      for choice in name.choices {
        guard let words = setting.readings[choice] else { continue }
        text += "#  \(name.rawValue): \(choice)   # \(words)\(choice == setting.chosen ? "（默认）" : "")\n"
      }
    }
    return text
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

/// Why a pass could not be run: our failure, not a submission's.
package enum OfficeError: Error {
  case notAnOffice(path: String)
  case settings(file: String, detail: String)
  case busy(path: String)
}

extension OfficeError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAnOffice(let path): "“\(path)”还不是办公室文件夹，请先运行 ybz init \(path)"
    case .settings(let file, let detail): "\(file) 看不明白：\(detail)"
    case .busy(let path): "另一个 ybz 正在处理“\(path)”，请等它结束"
    }
  }
}
