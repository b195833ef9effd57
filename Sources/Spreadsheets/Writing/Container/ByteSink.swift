#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the bytes of a container go: memory, or a file that takes its name only when it is whole.
struct ByteSink: ~Copyable {
  private var memory: [UInt8] = []
  private var file: PartialFile?
  /// Bytes so far.
  private(set) var count = 0

  init() {}

  init(path: String) throws(WritingError) { file = try PartialFile(path: path) }

  /// Makes room for so many bytes in memory.
  mutating func reserve(_ count: Int) {
    if file == nil { memory.reserveCapacity(self.count + count) }
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(WritingError) {
    if file != nil {
      try file!.write(bytes, at: count)
    } else {
      memory.append(contentsOf: bytes)
    }
    count += bytes.count
  }

  mutating func append(_ bytes: [UInt8]) throws(WritingError) {
    var failure: WritingError?
    bytes.withUnsafeBufferPointer { buffer in
      do throws(WritingError) { try append(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Writes over bytes that were appended before.
  mutating func overwrite(at offset: Int, with bytes: [UInt8]) throws(WritingError) {
    if file != nil {
      var failure: WritingError?
      bytes.withUnsafeBufferPointer { buffer in
        do throws(WritingError) { try file!.write(buffer, at: offset) } catch { failure = error }
      }
      if let failure { throw failure }
    } else {
      memory.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    }
  }

  /// The bytes, or none when they went to a file, which now has its name.
  consuming func finish() throws(WritingError) -> [UInt8] {
    if file != nil { try file!.commit() }
    return memory
  }
}

/// `PATH.part` until it is whole; then renamed over `PATH`. Left unfinished, it is taken away.
struct PartialFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private var isCommitted = false

  private var partialPath: String { path + ".part" }

  init(path: String) throws(WritingError) {
    self.path = path
    descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.failure(path) }
  }

  deinit {
    close(descriptor)
    if !isCommitted { unlink(path + ".part") }
  }

  mutating func write(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) throws(WritingError) {
    var rest = bytes[...]
    var offset = offset
    while !rest.isEmpty {
      let written = pwrite(descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count, off_t(offset))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw Self.failure(path) }
      rest = rest.dropFirst(written)
      offset += written
    }
  }

  mutating func commit() throws(WritingError) {
    guard fsync(descriptor) == 0, rename(partialPath, path) == 0 else { throw Self.failure(path) }
    isCommitted = true
  }

  private static func failure(_ path: String) -> WritingError {
    WritingError(.file(path: path, detail: String(cString: strerror(errno))))
  }
}
