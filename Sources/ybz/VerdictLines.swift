import ArgumentParser
import Checking
import Foundation
import Office

/// Files that `ybz check --format jsonl` has written, here or on another machine: a verdict a line.
enum VerdictLines {
  /// Hands on the verdicts of a file, in its order. Some blocks are read into verdicts beside each other while the next comes
  /// from the file, which is never held whole.
  ///
  /// - Throws: `ValidationError` that names file, line and column of what is no verdict.
  static func read(_ path: String, _ take: (Consolidation.Version) -> Void) async throws {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    var blocks = LineBlocks(of: file)
    var linesBefore = 0
    try await concurrentMap(worker: VerdictReader()) {
      try blocks.next()
    } transform: { reader, block -> Result<Part, Fault> in
      Result { () throws(Fault) in try Part(block, &reader) }
    } inTurn: { part in
      switch part {
      case .success(let part):
        part.verdicts.forEach(take)
        linesBefore += part.lines
      case .failure(let fault):
        throw ValidationError(
          "\(path) 第 \(linesBefore + fault.line + 1) 行第 \(fault.before + 1) 个字：\(fault.cause.explanation)。这里要的是 ybz check --format jsonl 的输出，请重新生成或重新传一次。"
        )
      }
    }
  }

  /// What a block says.
  private struct Part: Sendable {
    private(set) var verdicts: [Consolidation.Version] = []
    private(set) var lines = 0

    init(_ block: LineBlock, _ reader: inout VerdictReader) throws(Fault) {
      lines = try block.forEachLine { (line, number) throws(Fault) in
        if VerdictLines.isBlank(line) { return }
        do throws(JSONError) {
          verdicts.append(Consolidation.Version(try reader.verdict(line)))
        } catch {
          throw Fault(line: number, before: VerdictLines.characters(line.extracting(first: error.offset)), cause: error)
        }
      }
    }
  }

  /// What is wrong in a block, and where.
  private struct Fault: Error {
    /// Lines and, in the line, characters in front of it.
    var line: Int
    var before: Int
    var cause: JSONError
  }

  /// Bytes that continue a character are not counted.
  private static func characters(_ text: Span<UInt8>) -> Int {
    var count = 0
    for index in text.indices where text[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// Whether there are only spaces and what is left of other systems' line ends. Zeros are none: they are a file that was
  /// never written.
  private static func isBlank(_ line: Span<UInt8>) -> Bool {
    for index in line.indices where line[index] != 0x20 && line[index] != 0x09 && line[index] != 0x0D { return false }
    return true
  }
}
