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

  package init(office: String = "", from: String = "", notice: String = "") {
    self.office = office
    self.from = from
    self.notice = notice
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    office = try container.decodeIfPresent(String.self, forKey: .office) ?? ""
    from = try container.decodeIfPresent(String.self, forKey: .from) ?? ""
    notice = try container.decodeIfPresent(String.self, forKey: .notice) ?? ""
  }

  package static func read(_ url: URL) throws -> Settings {
    let text = try String(contentsOf: url, encoding: .utf8)
    do {
      return try YAMLDecoder().decode(Settings.self, from: text)
    } catch {
      throw OfficeError.settings(file: url.lastPathComponent, detail: "\(error)")
    }
  }

  /// What `init` writes: every setting with its words.
  package static let blank = """
    # 本办公室的设置。改好保存即可，下次运行生效。

    # 回复里的落款；留空则用通知里的名称
    office: ""
    # 发件邮箱；留空则回信草稿不写发件人
    from: ""
    # 通知（规则文件）所在的文件夹；留空则用程序自带的
    notice: ""

    """
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
