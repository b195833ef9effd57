extension Rule {
  static let counterDoubtful: Rule = Rule(
    id: "counter-doubtful", severity: .warning,
    fault: "句子里的数照样取了，但不大准。",
    message: "「{column}」里的数照样取了，但不大准：{how}。",
    why: "单位不同、约数或合计对不上，相加后会有出入。",
    fix: "请核对。",
    bad: .situation("约3家；3处"),
    good: .situation("3家"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.faults(ofNarratives: [.approx, .unitMismatch, .totalMismatch]) { column, _, given in
    Fault(.counterDoubtful, given: given)
  }
}
