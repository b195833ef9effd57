import Glibc

/// A file that is open for reading, and nothing else.
struct InputFile: ~Copyable {
  private let descriptor: Int32
  let size: Int

  init(path: String) throws(SpreadsheetError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure() }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw SpreadsheetError(.unreadable, detail: "not a regular file")
    }
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Up to `limit` bytes from the beginning.
  func read(atMost limit: Int) throws(SpreadsheetError) -> [UInt8] {
    var failure: SpreadsheetError?
    let bytes = [UInt8](unsafeUninitializedCapacity: min(limit, size)) { buffer, count in
      while count < buffer.count {
        let read = pread(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count, count)
        if read < 0, errno == EINTR { continue }
        if read < 0 { failure = Self.failure() }
        if read <= 0 { return }
        count += read
      }
    }
    if let failure { throw failure }
    return bytes
  }

  private static func failure() -> SpreadsheetError {
    SpreadsheetError(.unreadable, detail: String(cString: strerror(errno)))
  }
}
