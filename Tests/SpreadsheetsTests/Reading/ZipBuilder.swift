/// Builds small zip files in memory, stored, so that a test shows every byte that it reads.
struct ZipBuilder {
  private var entries: [(name: String, data: [UInt8], crc: UInt32)] = []

  mutating func add(_ name: String, _ data: [UInt8], crc: UInt32? = nil) {
    entries.append((name, data, crc ?? Self.crc32(data)))
  }

  var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (name, data, crc) in entries {
      let offset = UInt32(file.count)
      let sizes = little(crc) + little(UInt32(data.count)) + little(UInt32(data.count))
      let common = little(UInt16(20)) + little(UInt16(0)) + little(UInt16(0)) + little(UInt32(0x5821_0000)) + sizes
      let lengths = little(UInt16(name.utf8.count)) + little(UInt16(0))
      file += little(UInt32(0x0403_4B50)) + common + lengths + Array(name.utf8) + data
      directory += little(UInt32(0x0201_4B50)) + little(UInt16(20)) + common + lengths
      directory += little(UInt16(0)) + little(UInt16(0)) + little(UInt16(0)) + little(UInt32(0)) + little(offset)
      directory += Array(name.utf8)
    }
    let count = UInt16(entries.count)
    let end =
      little(UInt32(0x0605_4B50)) + little(UInt16(0)) + little(UInt16(0)) + little(count) + little(count)
      + little(UInt32(directory.count)) + little(UInt32(file.count)) + little(UInt16(0))
    return file + directory + end
  }

  static func crc32(_ data: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in data {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }

  private func little(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
