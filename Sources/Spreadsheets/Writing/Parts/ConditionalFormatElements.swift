/// `conditionalFormatting` (ISO 29500-1 18.3.1.18).
extension ConditionalFormat {
  func write(priority: Int, styles: inout StyleTable, to output: inout XMLOutput) {
    guard let first = ranges.first else { return }
    output.fixed("<conditionalFormatting")
    output.attribute("sqref", ranges.map(\.description).joined(separator: " "))
    output.fixed("><cfRule")
    let cell = first.first.description
    switch condition {
    case .cellValue(let comparison):
      writeRule("cellIs", priority, styles.differentialID(of: style), to: &output)
      output.attribute("operator", comparison.name)
      writeFormulas(comparison.operands.map(\.formula), to: &output)
    case .containsText(let text):
      writeRule("containsText", priority, styles.differentialID(of: style), to: &output)
      output.fixed(" operator=\"containsText\"")
      output.attribute("text", text)
      let literal = text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      writeFormulas(["NOT(ISERROR(SEARCH(\"\(literal)\",\(cell))))"], to: &output)
    case .isBlank:
      writeRule("containsBlanks", priority, styles.differentialID(of: style), to: &output)
      writeFormulas(["LEN(TRIM(\(cell)))=0"], to: &output)
    case .isNotBlank:
      writeRule("notContainsBlanks", priority, styles.differentialID(of: style), to: &output)
      writeFormulas(["LEN(TRIM(\(cell)))>0"], to: &output)
    case .duplicateValues:
      writeRule("duplicateValues", priority, styles.differentialID(of: style), to: &output)
      output.fixed("/>")
    case .formula(let formula):
      writeRule("expression", priority, styles.differentialID(of: style), to: &output)
      writeFormulas([formula], to: &output)
    case .colorScale(let least, let greatest):
      writeRule("colorScale", priority, nil, to: &output)
      output.fixed("><colorScale><cfvo type=\"min\"/><cfvo type=\"max\"/>")
      output.raw("<color rgb=\"\(least.argb)\"/><color rgb=\"\(greatest.argb)\"/></colorScale></cfRule>")
    case .dataBar(let color):
      writeRule("dataBar", priority, nil, to: &output)
      output.raw("><dataBar><cfvo type=\"min\"/><cfvo type=\"max\"/><color rgb=\"\(color.argb)\"/></dataBar></cfRule>")
    }
    output.fixed("</conditionalFormatting>")
  }

  private func writeRule(_ type: String, _ priority: Int, _ style: Int?, to output: inout XMLOutput) {
    output.raw(" type=\"\(type)\"")
    if let style { output.attribute("dxfId", style) }
    output.attribute("priority", priority)
    if stopsIfTrue { output.fixed(" stopIfTrue=\"1\"") }
  }

  private func writeFormulas(_ formulas: [String], to output: inout XMLOutput) {
    output.fixed(">")
    for formula in formulas {
      output.fixed("<formula>")
      output.text(formula)
      output.fixed("</formula>")
    }
    output.fixed("</cfRule>")
  }
}
