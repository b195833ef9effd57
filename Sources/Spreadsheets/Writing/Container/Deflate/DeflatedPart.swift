/// A part of a deflate stream, from one whole byte to another, which asks for nothing before it.
struct DeflatedPart: Sendable {
  let bytes: [UInt8]
  /// Of what went in.
  let crc: UInt32
  let size: Int
}
