extension Rule {
  static let measuresMissing: Rule = Rule(
    id: "measures-missing", severity: .error,
    fault: "写了已完成，没有写具体措施。",
    message: "「{column}」写了“{given}”，没有写具体措施。",
    why: "通知要求写明具体措施，只写结果看不出做了什么。",
    fix: "请在后面补上具体做了什么。",
    bad: .cell(.progress, "{doneState}"),
    good: .cell(.progress, "{doneState}：安装设备")
  )
}
