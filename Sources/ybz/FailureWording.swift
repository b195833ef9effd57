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
    case (NSCocoaErrorDomain, CocoaError.fileWriteFileExists.rawValue): return "那里已经有同名的文件\(path)"
    case (NSCocoaErrorDomain, CocoaError.fileWriteVolumeReadOnly.rawValue): return "那里只能读，不能写\(path)"
    default: break
    }
    guard let cause = cocoa.userInfo[NSUnderlyingErrorKey] as? POSIXError else { return "\(error)" }
    switch cause.code.rawValue {
    case ENOTDIR: return "路径中有一段是文件，不是文件夹\(path)"
    case EISDIR: return "那里是文件夹，不是文件\(path)"
    case ENAMETOOLONG: return "名称太长\(path)"
    case let code: return "读写不了：\(String(cString: strerror(code)))\(path)"
    }
  }
}
