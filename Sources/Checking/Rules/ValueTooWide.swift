extension Rule {
  static let valueTooWide: Rule = Rule(
    id: "value-too-wide", severity: .error,
    fault: "格里只剩一串 #。",
    message: "「{column}」里只剩“{given}”，原来的内容没有存下来。",
    why: "列太窄时表格软件显示 #，另存为 CSV 就把 # 存了进去。",
    fix: "请在原表里把列拉宽再另存，或直接报送 .xlsx。",
    bad: .cell(.text, "#######"),
    good: .cell(.text, "样例路8号")
  )
}
