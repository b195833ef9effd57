import Checking
import Foundation
import Project

@testable import Office

/// The fixture quarter: what the inbox held, with the times the office's register gives.
struct Quarter {
  static let folder = Project.root.appending(path: "Fixtures/quarter-2022Q2")

  let notice: Notice
  let arrivals: [Inbox.Arrival]
  let skipped: [Inbox.Skipped]
  let register: ReceiptRegister

  init() throws {
    notice = try Project.notice()
    let inbox = try Inbox(at: Self.folder.appending(path: "收件箱"), now: .max, settle: {})
    arrivals = inbox.arrivals
    skipped = inbox.skipped
    var register = ReceiptRegister()
    for name in ReceiptRegister.fileNames where skipped.contains(where: { $0.name == name }) {
      register.read([UInt8](try Data(contentsOf: Self.folder.appending(path: "收件箱/\(name)"))), named: name)
    }
    self.register = register
  }

  func check(_ arrival: Inbox.Arrival) -> [Verdict] {
    var checker = Checker(notice: notice, tool: "ybz test")
    return check(arrival, with: &checker)
  }

  func check(_ arrival: Inbox.Arrival, with checker: inout Checker) -> [Verdict] {
    let receipt = register.time(of: arrival.name).map { Receipt(at: $0 + notice.offsetSuffix, source: .option) }
    return checker.check(Submission(name: arrival.name, bytes: arrival.bytes), receipt: receipt)
  }

  var verdicts: [Verdict] { arrivals.flatMap(check) }

  /// Every verdict beside all the others, as a pass gives it.
  func comparison() -> Comparison { Comparison(Consolidation(verdicts), isComplete: true, notice: notice) }
}
