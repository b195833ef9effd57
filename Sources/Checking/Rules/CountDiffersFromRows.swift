extension Rule {
  static let countDiffersFromRows: Rule = Rule(
    id: "count-differs-from-rows", severity: .warning,
    fault: "报的数与明细表的行数不同。",
    message: "「{column}」里“{counter}”是 {stated}，而{window}{rows} {found}{pending}：{why}。{reading}。",
    why: "同一件事在两张表里报，数字应当一致。",
    fix: "请对照明细表核对：数字不对的改正，明细表漏报的补报；口径不同的，不必改。",
    bad: .situation("报了 8 家，明细表里有 9 行"),
    good: .situation("报了 9 家，明细表里有 9 行"),
    findAcross: { compared in
      compared.counts(.equal).filter { !$0.found.contains($0.stated) }.map { count in
        compared.placed(
          Fault(.countDiffersFromRows, given: count.given, words: count.words), in: count.row, count.column)
      }
    }
  )
}
