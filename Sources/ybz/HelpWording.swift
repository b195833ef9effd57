/// The argument parser speaks English; its fixed phrases in the users' language.
enum HelpWording {
  private static let phrases = [
    ("OVERVIEW: ", ""),
    ("USAGE: ", "用法："),
    ("Usage: ", "用法："),
    ("ARGUMENTS:", "参数："),
    ("OPTIONS:", "选项："),
    ("SUBCOMMANDS:", "命令："),
    ("Error: ", "用法不对："),
    ("Help:  ", "说明："),
    ("Show the version.", "显示版本。"),
    ("Show help information.", "显示说明。"),
    ("(values: ", "(可选："),
    ("default: ", "默认："),
    ("Missing expected argument", "缺少参数"),
    ("Missing value for", "缺少取值："),
    ("Unknown option", "没有这个选项："),
    ("Unexpected argument", "多出的参数："),
    ("is invalid for", "不能用于"),
    ("The value", "取值"),
    ("Did you mean", "您是否要用"),
    ("for detailed help.", "查看详细说明。"),
    ("  See '", "  运行 '"),
    ("for more information.", "查看更多说明。"),
    ("help <subcommand>", "help <命令>"),
    ("<subcommand>", "<命令>"),
  ]

  static func inChinese(_ text: String) -> String {
    phrases.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}
