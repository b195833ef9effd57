extension Rule {
  static let textUndecodable: Rule = Rule(
    id: "text-undecodable", severity: .error,
    fault: "有些字已经损坏，读不出来。",
    message: "有些字已经损坏，显示为“�”，原来是什么已无从得知。",
    why: "文件另存时编码转换出错，字就丢了；照样汇总会把错字带进全区的表。",
    fix: "请在原来的表格软件里重新另存为 .xlsx 再报送。",
    bad: .cell(.text, "样例�8号"),
    good: .cell(.text, "样例路8号"),
    gathersAnyText: true,
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.rows.flatMap { row -> [PlacedFault] in
    guard row.cells.all.contains(where: { isDamaged($0.given) }) else { return [] }
    return form.form.columns.compactMap { column in
      guard let given = row.cells[column.key]?.given, isDamaged(given) else { return nil }
      return PlacedFault(Fault(.textUndecodable, given: given), in: row, column)
    }
  }
}

/// Whether a text holds the character that stands for what could not be decoded.
private func isDamaged(_ text: String) -> Bool {
  text.utf8.withContiguousStorageIfAvailable { $0.contains(0xEF) } != false && text.unicodeScalars.contains("\u{FFFD}")
}
