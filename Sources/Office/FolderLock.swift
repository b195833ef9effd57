import Foundation

/// Keeps a second pass out of an office while one is under way; let go when the process ends, however it ends.
struct FolderLock: ~Copyable {
  private let descriptor: Int32

  init(on folder: URL) throws {
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OfficeError.notAnOffice(path: folder.path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw OfficeError.busy(path: folder.path)
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
