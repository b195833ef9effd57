import ArgumentParser
import Checking
import Foundation
import Office

/// Files that `ybz check --format jsonl` has written, here or on another machine: a verdict a line.
enum VerdictLines {
  /// What is read at once, unless a line is longer.
  private static let blockSize = 2 << 20

  private struct Line {
    /// Counted from 1.
    var number: Int
    var range: Range<Int>
  }

  /// The verdicts of a file, in its order. A block is read into verdicts before the next is looked at, so that the file
  /// is never held whole.
  ///
  /// - Throws: `ValidationError` that names file, line and column of what is no verdict.
  static func verdicts(ofFile path: String) async throws -> [Verdict] {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    var verdicts: [Verdict] = []
    var rest: ArraySlice<UInt8> = []
    var number = 1
    var isAtEnd = false
    while !isAtEnd {
      let block: [UInt8]
      (block, isAtEnd) = try Self.block(of: file, after: rest)
      // The part up to the last line end is looked at now, what comes after it with the next block.
      let end = isAtEnd ? block.count : (block.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
      verdicts += try await Self.verdicts(block, upTo: end, number: &number, path)
      rest = block[end...]
    }
    return verdicts
  }

  /// What is left of the block before, and what comes after it.
  private static func block(
    of file: FileHandle, after rest: ArraySlice<UInt8>
  ) throws -> (bytes: [UInt8], isAtEnd: Bool) {
    // A line that is longer than a block is not copied again and again.
    let room = rest.count + max(blockSize, rest.count)
    var isAtEnd = false
    let bytes = try [UInt8](unsafeUninitializedCapacity: room) { bytes, count in
      count = bytes.initialize(fromContentsOf: rest)
      while count < room, !isAtEnd {
        let more = read(file.fileDescriptor, bytes.baseAddress.map { $0 + count }, room - count)
        if more < 0, errno == EINTR { continue }
        if more < 0 { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        isAtEnd = more == 0
        count += more
      }
    }
    return (bytes, isAtEnd)
  }

  /// The verdicts of whole lines.
  private static func verdicts(
    _ bytes: [UInt8], upTo end: Int, number: inout Int, _ path: String
  ) async throws -> [Verdict] {
    var verdicts: [Verdict] = []
    try await concurrentMap(lines(bytes, upTo: end, &number), worker: VerdictReader()) { reader, line in
      do throws(JSONError) {
        return try reader.verdict(bytes, line.range)
      } catch {
        // Bytes that continue a character are not counted.
        let before = bytes[line.range].prefix(error.offset).count { $0 & 0xC0 != 0x80 }
        throw ValidationError(
          "\(path) 第 \(line.number) 行第 \(before + 1) 个字：\(error.explanation)。这里要的是 ybz check --format jsonl 的输出，请重新生成或重新传一次。"
        )
      }
    } inTurn: {
      verdicts.append($0)
    }
    return verdicts
  }

  /// Spaces and what is left of other systems' line ends. Zeros are none: they are a file that was never written.
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  /// The lines that are not empty.
  private static func lines(_ bytes: [UInt8], upTo end: Int, _ number: inout Int) -> [Line] {
    var lines: [Line] = []
    bytes.withUnsafeBytes { all in
      let bytes = UnsafeRawBufferPointer(rebasing: all[..<end])
      // Some systems put a byte order mark in front of every text.
      var start = number == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      while start < bytes.count, let base = bytes.baseAddress {
        let newline = memchr(base + start, 0x0A, bytes.count - start)
        let end = newline.map { UnsafeRawPointer($0) - base } ?? bytes.count
        if !bytes[start..<end].allSatisfy(isBlank) { lines.append(Line(number: number, range: start..<end)) }
        (start, number) = (end + 1, number + 1)
      }
    }
    return lines
  }
}
