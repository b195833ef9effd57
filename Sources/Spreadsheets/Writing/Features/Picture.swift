/// A picture as its file holds it: PNG, JPEG or GIF.
///
/// ```swift
/// let picture = try Picture(png, alternativeText: "现场照片")
/// try book.add(picture, in: cells)
/// ```
public struct Picture: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case png, jpeg, gif
  }

  public let kind: Kind
  /// Pixels.
  public let width: Int
  public let height: Int
  public let bytes: [UInt8]
  /// The words a screen reader speaks.
  public var alternativeText: String

  /// Reads kind and size from the file's own header.
  ///
  /// - Throws: `WritingError.Cause.unreadablePicture`.
  public init(_ bytes: [UInt8], alternativeText: String = "") throws(WritingError) {
    guard let header = PictureHeader(bytes) else { throw WritingError(.unreadablePicture) }
    self.kind = header.kind
    self.width = header.width
    self.height = header.height
    self.bytes = bytes
    self.alternativeText = alternativeText
  }
}

/// What the first bytes of a picture say of it.
private struct PictureHeader {
  var kind: Picture.Kind
  var width: Int
  var height: Int

  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), bytes.count >= 24 {
      // IHDR comes first, its width and height big-endian (PNG 11.2.2).
      self.init(.png, Self.bigEndian(bytes[16..<20]), Self.bigEndian(bytes[20..<24]))
    } else if bytes.starts(with: Array("GIF8".utf8)), bytes.count >= 10 {
      self.init(.gif, Self.bigEndian(bytes[6..<8].reversed()), Self.bigEndian(bytes[8..<10].reversed()))
    } else if bytes.starts(with: [0xFF, 0xD8]) {
      self.init(jpeg: bytes)
    } else {
      return nil
    }
  }

  private init?(_ kind: Picture.Kind, _ width: Int, _ height: Int) {
    guard (1...1_000_000).contains(width), (1...1_000_000).contains(height) else { return nil }
    self.kind = kind
    self.width = width
    self.height = height
  }

  /// Walks the segments to the start of frame, which holds the size (ITU T.81 B.2.2).
  private init?(jpeg bytes: [UInt8]) {
    var offset = 2
    while offset + 9 < bytes.count {
      guard bytes[offset] == 0xFF else { return nil }
      let marker = bytes[offset + 1]
      if marker == 0xFF {
        offset += 1
        continue
      }
      let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
      if isFrame {
        let height = Self.bigEndian(bytes[(offset + 5)..<(offset + 7)])
        let width = Self.bigEndian(bytes[(offset + 7)..<(offset + 9)])
        self.init(.jpeg, width, height)
        return
      }
      offset += 2 + Self.bigEndian(bytes[(offset + 2)..<(offset + 4)])
    }
    return nil
  }

  private static func bigEndian(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
