extension Rule {
  static let promptNotFilled: Rule = Rule(
    id: "prompt-not-filled", severity: .error,
    fault: "照抄了填表说明，没有填内容。",
    message: "「{column}」照抄了填表说明“{given}”，没有填具体内容。",
    why: "照抄说明看不出实际情况。",
    fix: "请删去说明的文字，照实际情况填写；有几项填几项，并写上数。",
    bad: .cell(.quantities, "{allQuantities}"),
    good: .cell(.quantities, "{quantity}2{quantityUnit}")
  )
}
