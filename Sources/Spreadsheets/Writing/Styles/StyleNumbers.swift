/// The ids that a workbook will give styles, asked for in the same order, for what is made before it or beside it.
package struct StyleNumbers {
  private var table: StyleTable

  package init(defaultFont: Font = Font()) { table = StyleTable(defaultFont: defaultFont) }

  package mutating func id(of style: CellStyle) throws(WritingError) -> StyleID { try table.id(of: style) }
}
