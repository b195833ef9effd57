extension Rule {
  static let countBelowRows: Rule = Rule(
    id: "count-below-rows", severity: .warning,
    fault: "报的数比明细表里的少。",
    message: "「{column}」里“{counter}”是 {stated}，而{window}{rows} {found}{pending}：{why}。{reading}。",
    why: "明细表列出的是其中的一部分，总数不会比它少。",
    fix: "请对照明细表核对，哪边不对改哪边；口径不同的，不必改。",
    bad: .situation("报了 100，明细表里加起来是 120"),
    good: .situation("报了 150，明细表里加起来是 120"),
    findAcross: { compared in
      compared.counts(.atLeast).filter { $0.stated < $0.found.lowerBound }.map { count in
        compared.placed(Fault(.countBelowRows, given: count.given, words: count.words), in: count.row, count.column)
      }
    }
  )
}
