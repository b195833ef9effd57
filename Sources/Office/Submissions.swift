import Checking
import Ledger

/// What the ledger holds, as one edition of the rules sees it.
package struct Submissions: Sendable {
  package struct Entry: Sendable {
    package var entry: ReceiptEntry
    package var verdicts: [Verdict]
    /// The file received before this one that holds the same bytes.
    package var sameAs: String?
    /// Counts the contents that came under this name, in the order of entry: 1 for the first.
    package var version: Int
  }

  /// In the order of their time, then of their names.
  package let all: [Entry]

  /// What only the ledger as a whole can show is found here, so that it does not depend on the order of arrival.
  init(_ ledger: Ledger, edition: String, notice: Notice) throws {
    let receipts = try ledger.receipts()
    let verdicts = try ledger.verdicts(edition: edition)
    var contents: [String: [String]] = [:]
    for receipt in receipts where contents[receipt.name]?.contains(receipt.sha256) != true {
      contents[receipt.name, default: []].append(receipt.sha256)
    }
    var firstOfContent: [String: String] = [:]
    let all = Self.current(receipts).compactMap { entry -> Entry? in
      guard let id = entry.id, let verdicts = verdicts[id] else { return nil }
      let sameAs = firstOfContent[entry.sha256]
      if sameAs == nil { firstOfContent[entry.sha256] = entry.name }
      let version = contents[entry.name]?.firstIndex(of: entry.sha256).map { $0 + 1 } ?? 1
      return Entry(entry: entry, verdicts: verdicts, sameAs: sameAs, version: version)
    }
    let received = Consolidation(all.lazy.filter { $0.sameAs == nil }.flatMap(\.verdicts))
    let comparison = Comparison(received, isComplete: true, notice: notice)
    self.all = all.map { entry in
      var entry = entry
      entry.verdicts = entry.verdicts.map(comparison.compared)
      return entry
    }
  }

  /// The entries that count: of one name and content the last entered, in the order of time, then of name.
  static func current(_ receipts: [ReceiptEntry]) -> [ReceiptEntry] {
    var latest: [[String]: ReceiptEntry] = [:]
    for receipt in receipts { latest[[receipt.name, receipt.sha256]] = receipt }
    return latest.values.sorted { ($0.receivedAt, $0.name, $0.sha256) < ($1.receivedAt, $1.name, $1.sha256) }
  }

  /// Those that get an answer: a copy does not get a second one.
  package var answered: [Entry] { all.filter { $0.sameAs == nil } }

  package var consolidation: Consolidation { Consolidation(answered.lazy.flatMap(\.verdicts)) }
}

extension Submissions.Entry {
  /// The name of what is written about it: the file's own, and which version it was where several came under one name.
  var outputName: String {
    let name = entry.name.flattened.shortened(to: Self.longestOutputName, or: entry.sha256)
    return version == 1 ? name : "\(name)（第\(version)版）"
  }

  /// In UTF-8 bytes. File systems take 255, and an ending and a prefix are still to come.
  private static let longestOutputName = 200
}

extension String {
  /// The string where it fits, else its beginning and what tells it from others that begin so.
  fileprivate func shortened(to limit: Int, or identity: String) -> String {
    guard utf8.count > limit else { return self }
    let ending = "… \(identity.prefix(8))"
    var beginning = Substring(self)
    while beginning.utf8.count + ending.utf8.count > limit { beginning.removeLast() }
    return beginning + ending
  }
}

extension ReceiptEntry {
  /// The file's own name, without the folders it came in.
  package var fileName: String { name.split(separator: "/").last.map(String.init) ?? name }
}
