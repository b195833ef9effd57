import Foundation

/// A file that is read all at once.
package enum WholeFile {
  /// Its bytes, read straight to where they stay. What is wrong with one that cannot be read is Foundation's to say.
  package static func bytes(at path: String) throws -> [UInt8] {
    if let bytes = bytesOfPlainFile(at: path) { return bytes }
    return [UInt8](try Data(contentsOf: URL(filePath: path, directoryHint: .notDirectory)))
  }

  /// The last component of its path.
  package static func name(at path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    let name = path[path.utf8.index(after: slash)...]
    return name.isEmpty ? URL(filePath: path, directoryHint: .notDirectory).lastPathComponent : String(name)
  }

  private static func bytesOfPlainFile(at path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let size = Int(status.st_size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { room, count in
      while count < size {
        let read = read(descriptor, room.baseAddress.map { $0 + count }, size - count)
        guard read > 0 else { return }
        count += read
      }
    }
    return bytes.count == size ? bytes : nil
  }
}
