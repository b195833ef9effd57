import Glibc

/// Reads the directory of a zip in memory in place, as nearly all programs write it: one disk, no comments, no extra fields,
/// names in ASCII, the directory at the very end. Whatever is otherwise it leaves to libzip, damaged or not; what it takes is
/// what libzip would have found.
enum PlainZipDirectory {
  /// Lengths of the three records before their names, and the fewest bytes that a zip with one entry has.
  private enum Length {
    static let localHeader = 30
    static let header = 46
    static let end = 22
  }

  /// libzip looks for the end of a directory within the last 64 KiB and some; it is to find no other one there.
  private static let searchedBytes = 128 << 10

  /// The entries with the places of their bytes; nil where libzip is to say what there is.
  static func entries(of zip: UnsafeRawBufferPointer) -> [ZipArchive.Entry]? {
    guard zip.count >= Length.end + Length.header + Length.localHeader else { return nil }
    let end = zip.count - Length.end
    let count = Int(zip.number16(end + 10))
    let size = Int(zip.number32(end + 12))
    let start = Int(zip.number32(end + 16))
    // The numbers of this disk, of the directory's disk and of the entries on it, and the length of the comment.
    guard zip.number32(end) == 0x0605_4B50, zip.number32(end + 4) == 0, Int(zip.number16(end + 8)) == count, count > 0,
      zip.number16(end + 20) == 0, start + size == end, !holdsOtherEnd(zip, before: end)
    else { return nil }
    var entries: [ZipArchive.Entry] = []
    entries.reserveCapacity(count)
    var at = start
    for index in 0..<count {
      guard let (entry, next) = entry(of: zip, at: at, index, directory: start..<end) else { return nil }
      entries.append(entry)
      at = next
    }
    return at == end ? entries : nil
  }

  private static func entry(
    of zip: UnsafeRawBufferPointer, at: Int, _ index: Int, directory: Range<Int>
  ) -> (ZipArchive.Entry, next: Int)? {
    guard at + Length.header <= directory.upperBound, zip.number32(at) == 0x0201_4B50 else { return nil }
    let flags = zip.number16(at + 8)
    let method = zip.number16(at + 10)
    let (crc, stored, size) = (zip.number32(at + 16), Int(zip.number32(at + 20)), Int(zip.number32(at + 24)))
    let nameLength = Int(zip.number16(at + 28))
    let header = Int(zip.number32(at + 42))
    let next = at + Length.header + nameLength
    // Of the flags only those for the level, for sizes behind the data and for UTF-8; no extra field, no comment, first disk.
    // What is stored as it is, but for folders, libzip compares with its CRC in its own way.
    guard flags & ~0x080E == 0, method == 8 || method == 0 && stored == 0 && size == 0 && crc == 0,
      zip.number32(at + 30) == 0, zip.number16(at + 34) == 0,
      nameLength > 0, next <= directory.upperBound, header + Length.localHeader <= directory.lowerBound,
      size < Int(UInt32.max), zip.number32(header) == 0x0403_4B50
    else { return nil }
    let name = UnsafeRawBufferPointer(rebasing: zip[(at + Length.header)..<next])
    // A name that must be normalised first is rare.
    guard name.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }), name[0] != UInt8(ascii: "/") else {
      return nil
    }
    let data = header + Length.localHeader + Int(zip.number16(header + 26)) + Int(zip.number16(header + 28))
    guard data + stored <= directory.lowerBound else { return nil }
    let entry = ZipArchive.Entry(
      name: String(decoding: name, as: UTF8.self), index: UInt64(index), method: method,
      crc: crc, size: size, compressedSize: stored, isEncrypted: false, offset: data)
    return (entry, next)
  }

  private static func holdsOtherEnd(_ zip: UnsafeRawBufferPointer, before end: Int) -> Bool {
    guard let base = zip.baseAddress else { return false }
    var at = max(0, end - searchedBytes)
    while let found = memchr(base + at, Int32(UInt8(ascii: "P")), end - at) {
      at = UnsafeRawPointer(found) - base
      if zip.number32(at) == 0x0605_4B50 { return true }
      at += 1
    }
    return false
  }
}

extension UnsafeRawBufferPointer {
  /// Numbers as a zip holds them. All their bytes must be there.
  fileprivate func number16(_ offset: Int) -> UInt16 {
    UInt16(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt16.self))
  }

  fileprivate func number32(_ offset: Int) -> UInt32 {
    UInt32(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
