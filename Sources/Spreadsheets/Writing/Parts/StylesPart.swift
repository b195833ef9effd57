extension StyleTable {
  /// `xl/styles.xml` (ISO 29500-1 18.8.39).
  func write(to output: inout XMLOutput) {
    output.fixed(XMLOutput.declaration)
    output.fixed("<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">")
    if !numberFormats.values.isEmpty {
      output.raw("<numFmts count=\"\(numberFormats.values.count)\">")
      for (index, code) in numberFormats.values.enumerated() {
        output.raw("<numFmt numFmtId=\"\(164 + index)\"")
        output.attribute("formatCode", code)
        output.fixed("/>")
      }
      output.fixed("</numFmts>")
    }
    output.raw("<fonts count=\"\(fonts.values.count)\">")
    for font in fonts.values { Self.write(font, as: .font, to: &output) }
    output.fixed("</fonts>")
    writeFills(to: &output)
    output.raw("<borders count=\"\(borders.values.count)\">")
    for border in borders.values { Self.write(border, to: &output) }
    output.fixed("</borders>")
    output.fixed(
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>")
    output.raw("<cellXfs count=\"\(styles.values.count)\">")
    for style in styles.values { write(style, to: &output) }
    output.fixed("</cellXfs>")
    output.fixed("<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>")
    output.raw("<dxfs count=\"\(differential.values.count)\">")
    for style in differential.values { Self.write(style, to: &output) }
    output.fixed("</dxfs></styleSheet>")
  }

  private func writeFills(to output: inout XMLOutput) {
    output.raw("<fills count=\"\(fills.values.count + 2)\"><fill><patternFill patternType=\"none\"/></fill>")
    output.fixed("<fill><patternFill patternType=\"gray125\"/></fill>")
    for color in fills.values {
      output.raw("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"\(color.argb)\"/>")
      output.fixed("<bgColor indexed=\"64\"/></patternFill></fill>")
    }
    output.fixed("</fills>")
  }

  private func write(_ style: CellStyle, to output: inout XMLOutput) {
    let format = style.numberFormat.builtInID ?? 164 + (numberFormats.existingIndex(of: style.numberFormat.code) ?? 0)
    let font = style.font.flatMap { fonts.existingIndex(of: $0) } ?? 0
    let fill = style.fill.flatMap { fills.existingIndex(of: $0) }.map { $0 + 2 } ?? 0
    let border = borders.existingIndex(of: style.border) ?? 0
    output.raw("<xf numFmtId=\"\(format)\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"\(border)\" xfId=\"0\"")
    if format != 0 { output.fixed(" applyNumberFormat=\"1\"") }
    if font != 0 { output.fixed(" applyFont=\"1\"") }
    if fill != 0 { output.fixed(" applyFill=\"1\"") }
    if border != 0 { output.fixed(" applyBorder=\"1\"") }
    let hasAlignment = style.alignment != Alignment()
    let hasProtection = !style.isLocked || style.hidesFormula
    if hasAlignment { output.fixed(" applyAlignment=\"1\"") }
    if hasProtection { output.fixed(" applyProtection=\"1\"") }
    if !hasAlignment, !hasProtection {
      output.fixed("/>")
      return
    }
    output.fixed(">")
    if hasAlignment { Self.write(style.alignment, to: &output) }
    if hasProtection {
      output.raw("<protection locked=\"\(style.isLocked ? 1 : 0)\" hidden=\"\(style.hidesFormula ? 1 : 0)\"/>")
    }
    output.fixed("</xf>")
  }

  static func write(_ alignment: Alignment, to output: inout XMLOutput) {
    output.fixed("<alignment")
    if let horizontal = alignment.horizontal { output.raw(" horizontal=\"\(horizontal.rawValue)\"") }
    if let vertical = alignment.vertical { output.raw(" vertical=\"\(vertical.rawValue)\"") }
    // Clockwise turns are counted on from 90 (18.8.1).
    let rotation = alignment.rotation
    if rotation == 255 {
      output.fixed(" textRotation=\"255\"")
    } else if rotation != 0 {
      let turned = max(-90, min(90, rotation))
      output.attribute("textRotation", turned < 0 ? 90 - turned : turned)
    }
    if alignment.wrapsText { output.fixed(" wrapText=\"1\"") }
    if alignment.indent > 0 { output.attribute("indent", min(alignment.indent, 250)) }
    if alignment.shrinksToFit { output.fixed(" shrinkToFit=\"1\"") }
    output.fixed("/>")
  }

  static func write(_ border: Border, to output: inout XMLOutput) {
    output.raw(border.fallingDiagonal == nil ? "<border>" : "<border diagonalDown=\"1\">")
    let edges: [(String, Border.Edge?)] = [
      ("left", border.left), ("right", border.right), ("top", border.top), ("bottom", border.bottom),
      ("diagonal", border.fallingDiagonal),
    ]
    for (name, edge) in edges {
      if let edge {
        output.raw("<\(name) style=\"\(edge.line.rawValue)\">")
        output.raw(edge.color.map { "<color rgb=\"\($0.argb)\"/>" } ?? "<color auto=\"1\"/>")
        output.raw("</\(name)>")
      } else {
        output.raw("<\(name)/>")
      }
    }
    output.fixed("</border>")
  }

  private static func write(_ style: ConditionalFormat.Style, to output: inout XMLOutput) {
    output.fixed("<dxf>")
    if style.fontColor != nil || style.isBold != nil {
      output.fixed("<font>")
      if let isBold = style.isBold { output.raw("<b val=\"\(isBold ? 1 : 0)\"/>") }
      if let color = style.fontColor { output.raw("<color rgb=\"\(color.argb)\"/>") }
      output.fixed("</font>")
    }
    // A differential solid fill shows its background colour.
    if let fill = style.fill {
      output.raw("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"\(fill.argb)\"/>")
      output.raw("<bgColor rgb=\"\(fill.argb)\"/></patternFill></fill>")
    }
    output.fixed("</dxf>")
  }

  /// A font is one element in styles and another in rich text, with its name under another tag (18.4.5).
  enum FontElement { case font, runProperties }

  static func write(_ font: Font, as element: FontElement, to output: inout XMLOutput) {
    output.fixed(element == .font ? "<font>" : "<rPr>")
    if font.isBold { output.fixed("<b/>") }
    if font.isItalic { output.fixed("<i/>") }
    if font.isStruckThrough { output.fixed("<strike/>") }
    if let underline = font.underline {
      output.raw(underline == .single ? "<u/>" : "<u val=\"\(underline.rawValue)\"/>")
    }
    if let position = font.verticalPosition { output.raw("<vertAlign val=\"\(position.rawValue)\"/>") }
    output.fixed("<sz")
    output.attribute("val", font.size)
    output.fixed("/>")
    if let color = font.color { output.raw("<color rgb=\"\(color.argb)\"/>") }
    output.raw(element == .font ? "<name" : "<rFont")
    output.attribute("val", font.name)
    output.fixed("/>")
    if let charset = font.charset { output.raw("<charset val=\"\(charset)\"/>") }
    output.raw(element == .font ? "</font>" : "</rPr>")
  }
}

extension XMLOutput {
  static let declaration: StaticString = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
}
