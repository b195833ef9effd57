import Foundation

/// Our own failures in words; faults of a submission are findings and never come here.
enum FailureWording {
  static func describe(_ error: any Error) -> String {
    switch error as? OutputFailure {
    case .closed: return "输出中途被关闭，结果没有全部写出"
    case .failed(ENOSPC): return "磁盘已满，结果没有全部写出"
    case .failed(let code): return "结果没有全部写出（\(String(cString: strerror(code)))）"
    case nil: break
    }
    let cocoa = error as NSError
    let path = (cocoa.userInfo[NSFilePathErrorKey] as? String).map { "（\($0)）" } ?? ""
    switch (cocoa.domain, cocoa.code) {
    case (NSCocoaErrorDomain, CocoaError.fileWriteOutOfSpace.rawValue): return "磁盘已满\(path)"
    case (NSCocoaErrorDomain, CocoaError.fileWriteNoPermission.rawValue),
      (NSCocoaErrorDomain, CocoaError.fileReadNoPermission.rawValue):
      return "没有读写权限\(path)"
    case (NSCocoaErrorDomain, CocoaError.fileNoSuchFile.rawValue),
      (NSCocoaErrorDomain, CocoaError.fileReadNoSuchFile.rawValue):
      return "找不到文件或文件夹\(path)"
    default: return "\(error)"
    }
  }
}
