import Glibc

private let target = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""

/// What libFuzzer calls, with the bytes that it has thought of.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  switch target {
  case "workbook": readAnything(bytes)
  case "sheet": readSheetTwice(bytes)
  case "delimited": readDelimited(bytes)
  case "opendocument": readOpenDocument(bytes)
  default: fatalError("no such target: \(target)")
  }
  return 0
}
