/// The bytes of a file, in memory or on disk, read in windows and as often as is needed.
enum ByteSource: ~Copyable {
  case memory([UInt8])
  case file(InputFile)

  static let windowBytes = 256 << 10

  var count: Int {
    switch self {
    case .memory(let bytes): bytes.count
    case .file(let file): file.size
    }
  }

  /// Fills `room` with the bytes from `offset`; fewer than it holds only at the end.
  func read(into room: UnsafeMutableRawBufferPointer, at offset: Int) throws(SpreadsheetError) -> Int {
    switch self {
    case .file(let file): return try file.read(into: room, at: offset)
    case .memory(let bytes):
      let count = min(room.count, bytes.count - offset)
      bytes.withUnsafeBytes { room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<(offset + count)])) }
      return count
    }
  }

  /// The first bytes, at most `limit` of them.
  func head(_ limit: Int) throws(SpreadsheetError) -> [UInt8] {
    let window = Window(byteCount: limit)
    let count = try read(into: window.bytes, at: 0)
    return Array(window.bytes[..<count])
  }

  /// Shows all bytes to `body`, one window after the other, until it returns nil. It says how many bytes it has used: the
  /// others, which must be fewer than 64, stand at the beginning of the next window.
  func forEachWindow(_ body: (UnsafeRawBufferPointer, _ isLast: Bool) -> Int?) throws(SpreadsheetError) {
    switch self {
    case .memory(let bytes): bytes.withUnsafeBytes { _ = body($0, true) }
    case .file(let file): try Self.forEachWindow(of: file, body)
    }
  }

  private static func forEachWindow(
    of file: borrowing InputFile, _ body: (UnsafeRawBufferPointer, _ isLast: Bool) -> Int?
  ) throws(SpreadsheetError) {
    let window = Window(byteCount: windowBytes)
    var offset = 0
    var kept = 0
    while true {
      let room = UnsafeMutableRawBufferPointer(rebasing: window.bytes[kept...])
      let read = try file.read(into: room, at: offset)
      offset += read
      let filled = UnsafeRawBufferPointer(rebasing: window.bytes[..<(kept + read)])
      guard let used = body(filled, read < room.count), read == room.count else { return }
      kept = filled.count - used
      window.bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: filled[used...]))
    }
  }
}
