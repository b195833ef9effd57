import Spreadsheets

extension SpreadsheetError {
  /// One line for people: the file, the place in it, what is wrong, and in brackets what the program found.
  func sentence(forFile file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let place = part.map { "\($0.prefix(80)) " } ?? ""
    let found = String(detail.prefix(200).map { $0.isNewline || $0 == "\0" ? " " : $0 })
    let shown = name.prefix(80).map { $0.isNewline ? " " : String($0) }.joined()
    return "无法读取 \(shown)：\(place)\(reason)（\(found)）"
  }

  private var reason: String {
    switch cause {
    case .unreadable: "打不开这个文件"
    case .empty: "文件是空的"
    case .damaged: "已损坏"
    case .forbidden: "含有不允许的内容"
    case .limitExceeded(let name, let limit): "超过上限 \(limit)（\(name)）"
    case .unsupported(let kind): kind.sentence
    }
  }
}

extension FileKind {
  fileprivate var sentence: String {
    switch self {
    case .legacyWorkbook: "这是旧版 Excel 97-2003 工作簿（.xls），请另存为 .xlsx"
    case .encryptedWorkbook: "工作簿已加密，请取消打开密码后再保存"
    case .binaryWorkbook: "这是二进制工作簿（.xlsb），请另存为 .xlsx"
    case .html: "这是网页（HTML），不是工作簿，请另存为 .xlsx"
    case .mhtml: "这是网页归档（MHTML），不是工作簿，请另存为 .xlsx"
    case .spreadsheetML2003: "这是 XML 表格 2003，请另存为 .xlsx"
    case .wordDocument: "这是 Word 文档，不是工作簿"
    case .presentation: "这是演示文稿，不是工作簿"
    case .pdf: "这是 PDF，不是工作簿"
    case .picture: "这是图片，不是工作簿"
    case .archive: "这是压缩包，其中没有工作簿"
    case .delimitedText: "这是文本（CSV），扩展名却是工作簿的，请另存为 .xlsx，或改用 .csv 扩展名"
    case .unknown: "不是可以读取的表格文件"
    }
  }
}
