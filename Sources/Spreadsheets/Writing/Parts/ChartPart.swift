/// `xl/charts/chartN.xml` (ISO 29500-1 21.2.2.27: the order of elements is fixed).
extension Chart {
  func write(to output: inout XMLOutput) {
    output.fixed(XMLOutput.declaration)
    output.fixed("<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"")
    output.fixed(" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">")
    output.fixed("<c:roundedCorners val=\"0\"/><c:chart>")
    if let title { writeTitle(title, size: 1400, to: &output) }
    output.raw("<c:autoTitleDeleted val=\"\(title == nil ? 1 : 0)\"/><c:plotArea><c:layout/>")
    writePlot(to: &output)
    if kind != .pie { writeAxes(to: &output) }
    output.fixed("</c:plotArea>")
    if let legend {
      output.raw("<c:legend><c:legendPos val=\"\(legend.rawValue)\"/><c:overlay val=\"0\"/></c:legend>")
    }
    output.fixed("<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>")
    writeTextProperties(size: 1000, isBold: false, tag: "c:txPr", to: &output)
    output.fixed("</c:chartSpace>")
  }

  private func writePlot(to output: inout XMLOutput) {
    let tag =
      switch kind {
      case .column, .stackedColumn, .percentStackedColumn, .bar, .stackedBar: "barChart"
      case .line: "lineChart"
      case .pie: "pieChart"
      }
    output.raw("<c:\(tag)>")
    switch kind {
    case .column, .stackedColumn, .percentStackedColumn:
      output.raw("<c:barDir val=\"col\"/><c:grouping val=\"\(grouping)\"/><c:varyColors val=\"0\"/>")
    case .bar, .stackedBar:
      output.raw("<c:barDir val=\"bar\"/><c:grouping val=\"\(grouping)\"/><c:varyColors val=\"0\"/>")
    case .line: output.fixed("<c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>")
    case .pie: output.fixed("<c:varyColors val=\"1\"/>")
    }
    for (index, series) in (kind == .pie ? Array(series.prefix(1)) : series).enumerated() {
      write(series, index, to: &output)
    }
    if showsDataLabels {
      // Beside the slices: on them, dark numbers would stand on dark colours.
      output.raw(kind == .pie ? "<c:dLbls><c:dLblPos val=\"outEnd\"/>" : "<c:dLbls>")
      output.raw("<c:showLegendKey val=\"0\"/><c:showVal val=\"\(kind == .pie ? 0 : 1)\"/>")
      output.raw("<c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"\(kind == .pie ? 1 : 0)\"/>")
      output.fixed("<c:showBubbleSize val=\"0\"/></c:dLbls>")
    }
    switch kind {
    case .column, .bar: output.fixed("<c:gapWidth val=\"80\"/>")
    case .stackedColumn, .percentStackedColumn, .stackedBar:
      output.fixed("<c:gapWidth val=\"80\"/><c:overlap val=\"100\"/>")
    case .line: output.fixed("<c:marker val=\"1\"/>")
    case .pie: output.fixed("<c:firstSliceAng val=\"0\"/>")
    }
    if kind != .pie { output.fixed("<c:axId val=\"1\"/><c:axId val=\"2\"/>") }
    output.raw("</c:\(tag)>")
  }

  private var grouping: String {
    switch kind {
    case .stackedColumn, .stackedBar: "stacked"
    case .percentStackedColumn: "percentStacked"
    case .column, .bar, .line, .pie: "clustered"
    }
  }

  private func write(_ series: Series, _ index: Int, to output: inout XMLOutput) {
    output.raw("<c:ser><c:idx val=\"\(index)\"/><c:order val=\"\(index)\"/><c:tx><c:v>")
    output.text(series.name, .plain)
    output.fixed("</c:v></c:tx>")
    // Colours are written out: the workbook has no theme to take them from.
    let color = series.color ?? Self.palette[index % Self.palette.count]
    switch kind {
    case .line:
      output.raw("<c:spPr><a:ln w=\"28575\" cap=\"rnd\"><a:solidFill>\(Self.rgb(color))</a:solidFill>")
      output.fixed("<a:round/></a:ln></c:spPr><c:marker><c:symbol val=\"circle\"/><c:size val=\"5\"/>")
      output.raw("<c:spPr><a:solidFill>\(Self.rgb(color))</a:solidFill></c:spPr></c:marker>")
    case .pie:
      for point in 0..<max(1, min(series.values.cellCount, 200)) {
        let color = Self.palette[point % Self.palette.count]
        output.raw("<c:dPt><c:idx val=\"\(point)\"/><c:bubble3D val=\"0\"/>")
        output.raw("<c:spPr><a:solidFill>\(Self.rgb(color))</a:solidFill></c:spPr></c:dPt>")
      }
    case .column, .stackedColumn, .percentStackedColumn, .bar, .stackedBar:
      output.raw("<c:spPr><a:solidFill>\(Self.rgb(color))</a:solidFill></c:spPr><c:invertIfNegative val=\"0\"/>")
    }
    output.fixed("<c:cat><c:strRef><c:f>")
    output.text(series.categories.description, .plain)
    output.fixed("</c:f>")
    if !series.cachedCategories.isEmpty {
      output.raw("<c:strCache><c:ptCount val=\"\(series.cachedCategories.count)\"/>")
      for (point, category) in series.cachedCategories.enumerated() {
        output.raw("<c:pt idx=\"\(point)\"><c:v>")
        output.text(category, .plain)
        output.fixed("</c:v></c:pt>")
      }
      output.fixed("</c:strCache>")
    }
    output.fixed("</c:strRef></c:cat><c:val><c:numRef><c:f>")
    output.text(series.values.description, .plain)
    output.fixed("</c:f>")
    if !series.cachedValues.isEmpty {
      output.raw("<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"\(series.cachedValues.count)\"/>")
      for (point, value) in series.cachedValues.enumerated() where value.isFinite {
        output.raw("<c:pt idx=\"\(point)\"><c:v>")
        output.number(value)
        output.fixed("</c:v></c:pt>")
      }
      output.fixed("</c:numCache>")
    }
    output.fixed("</c:numRef></c:val>")
    if kind == .line { output.fixed("<c:smooth val=\"0\"/>") }
    output.fixed("</c:ser>")
  }

  private func writeAxes(to output: inout XMLOutput) {
    let isLying = kind == .bar || kind == .stackedBar
    output.raw(
      "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"\(isLying ? "maxMin" : "minMax")\"/></c:scaling>")
    output.raw("<c:delete val=\"0\"/><c:axPos val=\"\(isLying ? "l" : "b")\"/>")
    if let categoryAxisTitle { writeTitle(categoryAxisTitle, size: 1000, to: &output) }
    output.fixed("<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>")
    output.raw("<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>\(Self.axisLine)<c:crossAx val=\"2\"/>")
    output.fixed("<c:crosses val=\"autoZero\"/><c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/>")
    output.fixed("<c:noMultiLvlLbl val=\"0\"/></c:catAx>")
    output.fixed("<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/>")
    output.raw(startsAtZero ? "<c:min val=\"0\"/></c:scaling>" : "</c:scaling>")
    output.raw("<c:delete val=\"0\"/><c:axPos val=\"\(isLying ? "b" : "l")\"/>")
    output.raw(
      "<c:majorGridlines><c:spPr><a:ln w=\"9525\"><a:solidFill>\(Self.rgb(0xD9D9D9))</a:solidFill></a:ln></c:spPr>")
    output.fixed("</c:majorGridlines>")
    if let valueAxisTitle { writeTitle(valueAxisTitle, size: 1000, to: &output) }
    let format = kind == .percentStackedColumn ? "0%" : "General"
    output.raw("<c:numFmt formatCode=\"\(format)\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>")
    output.raw("<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>\(Self.axisLine)<c:crossAx val=\"1\"/>")
    output.raw("<c:crosses val=\"\(isLying ? "max" : "autoZero")\"/><c:crossBetween val=\"between\"/></c:valAx>")
  }

  /// A column's length is its value only when the axis begins at nought.
  private var startsAtZero: Bool {
    kind != .line && !series.contains { $0.cachedValues.contains { $0 < 0 } }
  }

  private func writeTitle(_ title: String, size: Int, to output: inout XMLOutput) {
    output.raw(
      "<c:title><c:tx><c:rich><a:bodyPr rot=\"0\" vert=\"horz\"/><a:p><a:pPr><a:defRPr sz=\"\(size)\" b=\"1\"/></a:pPr><a:r>"
    )
    writeRunProperties("a:rPr", size: size, isBold: true, to: &output)
    output.fixed("<a:t>")
    output.text(title, .plain)
    output.fixed("</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>")
  }

  private func writeTextProperties(size: Int, isBold: Bool, tag: String, to output: inout XMLOutput) {
    output.raw("<\(tag)><a:bodyPr/><a:p><a:pPr>")
    writeRunProperties("a:defRPr", size: size, isBold: isBold, to: &output)
    output.raw("</a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p></\(tag)>")
  }

  /// Latin and East Asian letters take their fonts from two elements.
  private func writeRunProperties(_ tag: String, size: Int, isBold: Bool, to output: inout XMLOutput) {
    output.raw("<\(tag)\(tag == "a:rPr" ? " lang=\"zh-CN\"" : "") sz=\"\(size)\" b=\"\(isBold ? 1 : 0)\">")
    output.raw("<a:solidFill>\(Self.rgb(0x404040))</a:solidFill>")
    let font = fontName ?? "宋体"
    for element: StaticString in ["<a:latin", "<a:ea"] {
      output.fixed(element)
      output.attribute("typeface", font, .plain)
      output.fixed("/>")
    }
    output.raw("</\(tag)>")
  }

  private static func rgb(_ color: Color) -> String { "<a:srgbClr val=\"\(color.argb.dropFirst(2))\"/>" }

  private static let axisLine =
    "<c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"BFBFBF\"/></a:solidFill></a:ln></c:spPr>"

  /// Told apart in print and by most who see colours differently.
  private static let palette: [Color] = [
    0x2F5597, 0xC55A11, 0x548235, 0xBF9000, 0x7F6084, 0x00808A, 0xA5433F, 0x7F7F7F, 0x4E95D9, 0xE59B5F, 0x8CB56B,
  ]
}

extension SheetRange {
  fileprivate var cellCount: Int {
    let (rows, columns) = (range.last.row - range.first.row + 1, range.last.column - range.first.column + 1)
    return max(1, min(rows, 1_048_576)) * max(1, min(columns, 16_384))
  }
}
