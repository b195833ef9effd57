import Spreadsheets

/// What a file is that cannot be read, and how to save it so that it can.
extension SpreadsheetError {
  /// What is wrong in one sentence, for a file that nobody is asked to send again.
  package var fault: String { String(explanation.prefix { $0 != "。" }) }

  /// For people: what the file is, then what to do.
  var explanation: String {
    switch cause {
    case .unreadable: "系统没有把文件交出来（可能正被占用，或没有权限）。请关闭正在打开它的程序后再试。"
    case .empty: "文件是空的，一个字节也没有，多半是没有传完。请重新发送。"
    case .unsupported(let kind): kind.explanation
    case .damaged: "文件不完整或已损坏，打不开，多半是没有传完。请在表格软件里打开原文件核对，另存为 .xlsx 后重新发送。"
    case .forbidden: "文件内部结构异常，为安全起见没有打开。请用表格软件打开，另存为 .xlsx 后重新发送。"
    case .limitExceeded: "文件太大，超出了能处理的限度。请删去与报送无关的工作表和图片，另存为 .xlsx 后重新发送。"
    }
  }
}

extension SpreadsheetError.Cause {
  /// What stands as the file's format in a verdict.
  var format: String {
    switch self {
    case .unreadable: "unknown"
    case .empty: "empty"
    case .unsupported(let kind): kind.rawValue
    case .damaged, .forbidden, .limitExceeded: "damaged"
    }
  }
}

extension FileKind {
  fileprivate var explanation: String {
    switch self {
    case .legacyWorkbook: "这是旧格式的表格（.xls 或 WPS 的 .et），读不了。请用表格软件打开，选“另存为”，格式选 .xlsx，再发送。"
    case .encryptedWorkbook: "文件设了打开密码，读不了。请用密码打开，去掉密码（“另存为”时清空密码），保存后再发送。"
    case .binaryWorkbook: "这是二进制工作簿（.xlsb），读不了。请用表格软件打开，选“另存为”，格式选 .xlsx，再发送。"
    case .html, .mhtml: "这是网页文件，只是名字像表格，多半是从网上系统导出的。请用表格软件打开，选“另存为”，格式选 .xlsx，再发送。"
    case .spreadsheetML2003: "这是 XML 表格（2003 版），读不了。请用表格软件打开，选“另存为”，格式选 .xlsx，再发送。"
    case .delimitedText: "这是文本，只是名字像工作簿，多半是直接改了扩展名。请用表格软件打开，选“另存为”，格式选 .xlsx，再发送。"
    case .wordDocument: "这是文字文档，不是表格。请把内容填到通知所附的表格里，存为 .xlsx 再发送。"
    case .presentation: "这是演示文稿，不是表格。请把内容填到通知所附的表格里，存为 .xlsx 再发送。"
    case .pdf: "这是 PDF，读不出表格。请发送填好的表格文件（.xlsx）；盖章件可另附。"
    case .picture: "这是图片，读不出表格。请发送填好的表格文件（.xlsx）；盖章件可另附。"
    case .archive: "这是压缩包，或里面不是表格。请解压后把表格文件（.xlsx）直接发送。"
    case .unknown: "看不出是什么文件，不是 .xlsx 也不是 CSV。请用表格软件打开，另存为 .xlsx 后再发送。"
    }
  }
}
