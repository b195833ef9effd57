import CZlib
import Project
import Testing

@testable import Spreadsheets

@Suite struct `Deflate for markup` {
  /// What goes in, by name. Each asks something of its own: of lengths, distances, codes or the ends of blocks and windows.
  static let streams: [String: [UInt8]] = {
    var random = SplitMix64(state: 7)
    func noise(_ count: Int, _ values: ClosedRange<UInt8> = 0...255) -> [UInt8] {
      (0..<count).map { _ in UInt8.random(in: values, using: &random) }
    }
    let rows = (1...30_000).map { row in
      "<row r=\"\(row)\"><c s=\"6\" r=\"A\(row)\"><v>\(row % 97)</v></c><c s=\"5\" r=\"B\(row)\" t=\"inlineStr\"><is><t>"
        + "示范街道第\(row * 7919 % 10_007)号</t></is></c></row>"
    }
    // Each byte comes about 1.6 times as often as the one before it: the best code would be longer than 15 bits.
    var steep: [UInt8] = []
    var (last, now) = (1, 1)
    for byte in UInt8(0)..<24 {
      steep += Array(repeating: byte, count: now)
      (last, now) = (now, last + now)
    }
    let block = noise(400)
    let far = noise(DeflateSymbols.farthest - 400, 0...3)
    return [
      "nothing": [], "one byte": [65], "three bytes": [65, 65, 65], "four alike": [1, 1, 1, 1],
      "one byte a million times": Array(repeating: 7, count: 1_000_000), "noise": noise(700_000),
      "noise of few values": noise(300_000, 0...1), "rows": Array(rows.joined().utf8),
      "frequencies that ask for codes too long": steep.shuffled(using: &random),
      "a match as far as it may be": block + far + block, "a match a byte too far": block + far + [9] + block,
      "a window to the byte": noise(256 * 1024, 65...70), "a window and a byte": noise(256 * 1024 + 1, 65...70),
    ]
  }()

  /// Two streams with one deflater, the second given in pieces of `piece` bytes.
  static func deflated(_ bytes: [UInt8], piece: Int = .max) throws -> [UInt8] {
    var stream = MarkupDeflateStream()
    var forgotten = ByteSink()
    try Array("<row>甲乙丙</row>".utf8).withUnsafeBufferPointer { try stream.deflate($0, isLast: true, to: &forgotten) }
    stream.reset()
    var sink = ByteSink()
    try bytes.withUnsafeBufferPointer { bytes in
      var rest = bytes[...]
      repeat {
        let next = UnsafeBufferPointer(rebasing: rest.prefix(piece))
        rest = rest.dropFirst(next.count)
        try stream.deflate(next, isLast: rest.isEmpty, to: &sink)
      } while !rest.isEmpty
    }
    return try sink.finish()
  }

  /// What zlib makes of it; nil when it finds a fault, or bytes left over.
  static func inflated(_ deflated: [UInt8], size: Int, sum: [UInt8]) -> [UInt8]? {
    let adler = adler32(1, sum, UInt32(sum.count))
    // Its simplest entry wants zlib's own wrapping (RFC 1950): two bytes before, a sum after.
    var wrapped: [UInt8] = [0x78, 0x01] + deflated
    wrapped += stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: adler >> UInt($0)) }
    var result = [UInt8](repeating: 0, count: size + 1)
    var count = uLongf(result.count)
    guard uncompress(&result, &count, wrapped, uLong(wrapped.count)) == Z_OK else { return nil }
    return Array(result.prefix(Int(count)))
  }

  @Test(arguments: streams.keys.sorted())
  func `is read by zlib`(name: String) throws {
    let bytes = try #require(Self.streams[name])
    let deflated = try Self.deflated(bytes)
    #expect(Self.inflated(deflated, size: bytes.count, sum: bytes) == bytes)
    // What cannot be squeezed grows by little.
    #expect(deflated.count <= bytes.count + bytes.count / 100 + 100)
  }

  @Test(arguments: streams.keys.sorted(), [1_000, 65_537])
  func `is the same in whatever pieces a stream comes`(name: String, piece: Int) throws {
    let bytes = try #require(Self.streams[name])
    #expect(try Self.deflated(bytes, piece: piece) == Self.deflated(bytes))
  }

  @Test(arguments: streams.keys.sorted()) func `is one stream though parts of it are made apart`(name: String) throws {
    let bytes = try #require(Self.streams[name])
    let parts = [bytes.prefix(bytes.count / 3), bytes.dropFirst(bytes.count / 3), []].map(Array.init)
    let deflated = try parts.enumerated().flatMap { index, part in
      var stream = MarkupDeflateStream()
      var sink = ByteSink()
      try part.withUnsafeBufferPointer { try stream.deflate($0, isLast: index == parts.count - 1, to: &sink) }
      if index < parts.count - 1 { try stream.align(to: &sink) }
      return try sink.finish()
    }
    #expect(Self.inflated(deflated, size: bytes.count, sum: bytes) == bytes)
  }

  @Test func `finds what stands as far back as deflate reaches, and no farther`() throws {
    let near = try Self.deflated(try #require(Self.streams["a match as far as it may be"])).count
    let beyond = try Self.deflated(try #require(Self.streams["a match a byte too far"])).count
    #expect(beyond - near > 300)
  }

  @Test func `squeezes rows as zlib's second level does, or better`() throws {
    let rows = try #require(Self.streams["rows"])
    var count = compressBound(uLong(rows.count))
    var room = [UInt8](repeating: 0, count: Int(count))
    #expect(compress2(&room, &count, rows, uLong(rows.count), 2) == Z_OK)
    #expect(try Self.deflated(rows).count < Int(count))
  }
}
