import ArgumentParser
import Checking
import Foundation

/// A file that `ybz check --format jsonl` has written, here or on another machine: a verdict a line.
struct VerdictLines {
  private let path: String
  private let bytes: [UInt8]
  /// Those that are not empty, counted from 1.
  let lines: [(number: Int, range: Range<Int>)]

  init(path: String) throws {
    self.path = path
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes = [UInt8](data)
    var lines: [(number: Int, range: Range<Int>)] = []
    bytes.withUnsafeBytes { bytes in
      // Some systems put a byte order mark in front of every text.
      var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      var number = 1
      while start < bytes.count, let base = bytes.baseAddress {
        let newline = memchr(base + start, 0x0A, bytes.count - start)
        let end = newline.map { UnsafeRawPointer($0) - base } ?? bytes.count
        if bytes[start..<end].contains(where: { $0 > 0x20 }) { lines.append((number, start..<end)) }
        (start, number) = (end + 1, number + 1)
      }
    }
    self.lines = lines
  }

  /// - Throws: `ValidationError` that names file, line and column.
  func verdict(_ line: (number: Int, range: Range<Int>)) throws -> Verdict {
    do {
      return try Verdict(jsonLines: bytes, line.range)
    } catch {
      // Bytes that continue a character are not counted.
      let before = bytes[line.range].prefix(error.offset).count { $0 & 0xC0 != 0x80 }
      throw ValidationError(
        "\(path) 第 \(line.number) 行第 \(before + 1) 个字：\(error.explanation)。这里要的是 ybz check --format jsonl 的输出，请重新生成或重新传一次。"
      )
    }
  }
}
