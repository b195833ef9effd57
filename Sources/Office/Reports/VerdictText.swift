import Checking

/// A verdict as lines of text, for the terminal and for golden files that a person can read.
package struct VerdictText {
  let verdict: Verdict
  let notice: Notice

  package init(verdict: Verdict, notice: Notice) {
    self.verdict = verdict
    self.notice = notice
  }

  package var text: String { lines.joined(separator: "\n") + "\n" }

  private var lines: [String] {
    var facts = [VerdictWording.headline(verdict)]
    if let form = notice.form(verdict.form) { facts.append(form.name) }
    if let unit = verdict.unit { facts.append(unit.name) }
    if let period = verdict.period { facts.append(VerdictWording.period(period)) }
    if verdict.deadline != nil { facts.append(VerdictWording.timeliness(of: verdict)) }
    var lines = ["\(verdict.file.name)：\(facts.joined(separator: "，"))"]
    let counts = verdict.counts
    if counts.rowsIn > 0 {
      lines.append("  读到 \(counts.rowsIn) 行，合格 \(counts.rowsAccepted) 行，未采用 \(counts.rowsExcluded) 行")
    }
    for finding in verdict.findings { lines += describe(finding) }
    return lines
  }

  private func describe(_ finding: Finding) -> [String] {
    let place = VerdictWording.place(of: finding)
    var line = "  \(finding.severity.spoken)　"
    if !place.isEmpty { line += place + "　" }
    line += finding.message
    if let clause = finding.clause { line += "　[\(clause)]" }
    return [line + "　(\(finding.rule))"]
  }
}
