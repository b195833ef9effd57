import Checking
import Foundation

package enum AnswerPage {
  /// Writes the page that a sender would get.
  package static func write(_ verdicts: [Verdict], of name: String, notice: Notice, to url: URL) throws {
    let answer = Answer(name: name, verdicts: verdicts, notice: notice, officeName: "")
    try url.write(answer.page(AnswerTemplates()))
  }
}
