import Foundation

/// What stands in the inbox at one moment.
package struct Inbox {
  /// A file that is taken in.
  struct Arrival: Sendable {
    /// The path inside the inbox, as shown and entered in the ledger.
    var name: String
    var bytes: [UInt8]
    /// Seconds since 1970: when the file was last written.
    var modifiedAt: Int
  }

  /// A file that is left alone, and why.
  struct Skipped: Hashable, Sendable {
    enum Reason: Hashable, Sendable {
      case lockFile, systemFile, unfinishedDownload, stillBeingWritten, register, symbolicLink
      case tooLarge(limit: Int)
      case cannotBeOpened(String)
    }

    var name: String
    var reason: Reason
  }

  var arrivals: [Arrival] = []
  var skipped: [Skipped] = []

  /// A submission is a form filled by hand: a few hundred kilobytes, tens of megabytes with pictures.
  static let largestFile = 200 << 20
  /// A file touched so short a time ago may still grow: it is looked at twice.
  static let freshness = 2
  package static let settlingTime = 0.3

  /// Reads the whole inbox, folders within it too, in the order of names.
  ///
  /// - Parameter settle: waits between the two looks at files written within the last seconds before `now`.
  init(at folder: URL, now: Int, settle: () -> Void) throws {
    var candidates: [(name: String, url: URL, before: Stamp)] = []
    let (files, closed) = try Self.files(in: folder)
    skipped += closed
    for (name, url) in files {
      let stamp = Stamp(url)
      if let reason = Self.reasonToSkip(name, stamp) {
        skipped.append(Skipped(name: name, reason: reason))
      } else if case .file(let size, _, _) = stamp, size > Self.largestFile {
        skipped.append(Skipped(name: name, reason: .tooLarge(limit: Self.largestFile)))
      } else {
        candidates.append((name, url, stamp))
      }
    }
    if candidates.contains(where: { $0.before.isFresh(at: now) }) { settle() }
    for (name, url, before) in candidates {
      do {
        let bytes = [UInt8](try Data(contentsOf: url))
        guard case .file(let size, let modified, _) = Stamp(url), Stamp(url) == before, size == bytes.count else {
          skipped.append(Skipped(name: name, reason: .stillBeingWritten))
          continue
        }
        arrivals.append(Arrival(name: name, bytes: bytes, modifiedAt: modified))
      } catch {
        skipped.append(Skipped(name: name, reason: .cannotBeOpened(error.localizedDescription)))
      }
    }
  }

  /// Size and time of a file, to tell whether it changed between two looks.
  private enum Stamp: Equatable {
    case file(size: Int, seconds: Int, nanoseconds: Int)
    case folder, link, other

    init(_ url: URL) {
      var status = stat()
      guard lstat(url.path, &status) == 0 else {
        self = .other
        return
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG:
        self = .file(size: Int(status.st_size), seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
      case S_IFDIR: self = .folder
      case S_IFLNK: self = .link
      default: self = .other
      }
    }

    func isFresh(at now: Int) -> Bool {
      guard case .file(_, let seconds, _) = self else { return false }
      return seconds > now - Inbox.freshness
    }
  }

  /// Every file below a folder in the order of names, and the folders within it that cannot be opened.
  private static func files(in folder: URL) throws -> (files: [(name: String, url: URL)], closed: [Skipped]) {
    var found: [(name: String, url: URL)] = []
    var closed: [Skipped] = []
    var folders: [(prefix: String, url: URL)] = []
    func look(into url: URL, prefix: String) throws {
      for name in try FileManager.default.contentsOfDirectory(atPath: url.path) {
        let child = url.appending(path: name)
        if Stamp(child) == .folder {
          folders.append((prefix + name + "/", child))
        } else {
          found.append((prefix + name, child))
        }
      }
    }
    // Without the inbox there is nothing to do; without a folder in it there is.
    try look(into: folder, prefix: "")
    while let (prefix, url) = folders.popLast() {
      do {
        try look(into: url, prefix: prefix)
      } catch {
        closed.append(Skipped(name: prefix, reason: .cannotBeOpened(error.localizedDescription)))
      }
    }
    return (found.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }, closed)
  }

  private static func reasonToSkip(_ path: String, _ stamp: Stamp) -> Skipped.Reason? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if stamp == .link { return .symbolicLink }
    if stamp == .other { return .systemFile }
    if name.hasPrefix("~$") || name.hasPrefix(".~") { return .lockFile }
    if name.hasPrefix(".") || ["thumbs.db", "desktop.ini"].contains(name.lowercased()) { return .systemFile }
    let unfinished = [".part", ".crdownload", ".tmp", ".download", ".partial"]
    if unfinished.contains(where: name.lowercased().hasSuffix) { return .unfinishedDownload }
    if ReceiptRegister.fileNames.contains(path) { return .register }
    return nil
  }
}
