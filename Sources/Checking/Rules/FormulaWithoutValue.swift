extension Rule {
  static let formulaWithoutValue: Rule = Rule(
    id: "formula-without-value", severity: .error,
    fault: "公式没有算出结果。",
    message: "「{column}」里是公式，文件里没有存下算出的结果，读不到内容。",
    why: "有的软件导出表格时不保存公式的结果，别人打开前是看不到数的。",
    fix: "请用表格软件打开，保存一次再报送；或把公式粘贴成数值。",
    bad: .situation("一格是公式，没有存下结果"),
    good: .situation("一格是公式，打开保存过")
  )
}
