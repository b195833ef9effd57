/// Any JSON value; what a typed cell value becomes in a verdict.
package enum JSONValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(NamedValues<JSONValue>)
}
