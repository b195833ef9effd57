import Foundation
import Office

/// A file in blocks of whole lines. The room that they are read into is used again and again: to get new memory takes longer
/// than to read a file.
struct LineBlocks {
  /// What is read at once, unless a line is longer.
  private static let size = 1 << 19

  private let file: FileHandle
  private let rooms = Idle<Room>()
  private var isAtStart = true
  private var isAtEnd = false
  /// What has been read of the line that the next block begins with.
  private var rest: [UInt8] = []

  init(of file: FileHandle) { self.file = file }

  /// - Returns: nil behind the last.
  mutating func next() throws -> LineBlock? {
    while !isAtEnd {
      // A line that is longer than a block is not copied again and again.
      let count = rest.count + max(Self.size, rest.count)
      let room = rooms.take().flatMap { $0.bytes.count < count ? nil : $0 } ?? Room(count: count)
      let bytes = try read(into: room)
      let end = isAtEnd ? bytes.count : bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      rest.removeAll(keepingCapacity: true)
      rest += bytes[end...]
      if end == 0 { continue }
      // Some systems put a byte order mark in front of every text.
      let start = isAtStart && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      isAtStart = false
      return LineBlock(room: room, range: start..<end, rooms: rooms)
    }
    return nil
  }

  /// What is left of the block before, and what comes after it.
  private mutating func read(into room: Room) throws -> UnsafeBufferPointer<UInt8> {
    var count = room.bytes.initialize(fromContentsOf: rest)
    while count < room.bytes.count, !isAtEnd {
      let more = Foundation.read(
        file.fileDescriptor, room.bytes.baseAddress.map { $0 + count }, room.bytes.count - count)
      if more < 0, errno == EINTR { continue }
      if more < 0 { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
      isAtEnd = more == 0
      count += more
    }
    return UnsafeBufferPointer(rebasing: room.bytes[..<count])
  }
}

/// Lines of a file. Its room goes to another block as soon as nobody has this one.
final class LineBlock: Sendable {
  fileprivate let room: Room
  private let range: Range<Int>
  private let rooms: Idle<Room>

  fileprivate init(room: Room, range: Range<Int>, rooms: Idle<Room>) {
    (self.room, self.range, self.rooms) = (room, range, rooms)
  }

  deinit { rooms.put(room) }

  /// Calls `body` with each line, without its end, and the number of lines before it.
  ///
  /// - Returns: how many there are.
  func forEachLine<Failure: Error>(_ body: (Span<UInt8>, Int) throws(Failure) -> Void) throws(Failure) -> Int {
    let bytes = UnsafeBufferPointer(rebasing: room.bytes[range])
    var (start, number) = (0, 0)
    while start < bytes.count, let base = bytes.baseAddress {
      let newline = memchr(base + start, 0x0A, bytes.count - start)
      let end = newline.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? bytes.count
      try body(UnsafeBufferPointer(rebasing: bytes[start..<end]).span, number)
      (start, number) = (end + 1, number + 1)
    }
    return number
  }
}

/// Memory for a block: written while nobody reads it, and read by whoever has the block.
private final class Room: @unchecked Sendable {
  let bytes: UnsafeMutableBufferPointer<UInt8>

  init(count: Int) { bytes = .allocate(capacity: count) }

  deinit { bytes.deallocate() }
}
