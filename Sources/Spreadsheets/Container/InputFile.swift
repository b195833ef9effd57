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

  /// Fills `room` with the bytes from `offset`; fewer than it holds only at the end of the file.
  func read(into room: UnsafeMutableRawBufferPointer, at offset: Int) throws(SpreadsheetError) -> Int {
    var count = 0
    while count < room.count {
      let read = pread(descriptor, room.baseAddress.map { $0 + count }, room.count - count, offset + count)
      if read < 0, errno == EINTR { continue }
      if read < 0 { throw Self.failure() }
      if read == 0 { break }
      count += read
    }
    return count
  }

  private static func failure() -> SpreadsheetError {
    SpreadsheetError(.unreadable, detail: String(cString: strerror(errno)))
  }
}
