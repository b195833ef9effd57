import Checking
import Spreadsheets

/// A row, and what says where it stands in the table.
struct PlacedRow: Sendable {
  var line: DistrictTable.Line
  /// Of the unit in the official order.
  var unitOrder: Int
  var day: OrderedText
  /// None where rows are not about cases.
  var caseNumber: OrderedText

  /// By unit, by day and by case; where those are the same, by where the rows came from.
  func precedes(_ other: Self) -> Bool {
    if unitOrder != other.unitOrder { return unitOrder < other.unitOrder }
    if day != other.day { return day < other.day }
    if caseNumber != other.caseNumber { return caseNumber < other.caseNumber }
    return line.origin.precedes(other.line.origin)
  }
}

extension DistrictTable.Origin {
  fileprivate func precedes(_ other: Self) -> Bool {
    (submission.receivedAt, file, sha256, sheet, row)
      < (other.submission.receivedAt, other.file, other.sha256, other.sheet, other.row)
  }
}

/// What says where a row stands in nothing but numbers: thousands are moved to and fro until they stand in their order.
struct SortingKey {
  /// Where the row is found.
  let part: Int
  let place: Int
  private let unitOrder: Int
  private let day: UInt128
  private let caseNumber: UInt128
  /// Whether the numbers tell all.
  private let isWhole: Bool

  init(_ row: borrowing PlacedRow, part: Int, place: Int) {
    (self.part, self.place) = (part, place)
    unitOrder = row.unitOrder
    let (day, caseNumber) = (row.day.number, row.caseNumber.number)
    isWhole = day != nil && caseNumber != nil
    (self.day, self.caseNumber) = (day ?? 0, caseNumber ?? 0)
  }

  /// As the rows do; nil where that shows only by the rows themselves.
  func precedes(_ other: Self) -> Bool? {
    if unitOrder != other.unitOrder { return unitOrder < other.unitOrder }
    guard isWhole, other.isWhole else { return nil }
    if day != other.day { return day < other.day }
    return caseNumber == other.caseNumber ? nil : caseNumber < other.caseNumber
  }
}

/// Finds in row after row what says where it stands.
struct RowPlacer {
  private static let (unit, day, caseNumber, number) = (0, 1, 2, 3)

  private let rule: DistrictTable.Rule
  private var places: NamePlaces
  /// Of the row before: those of one submission are alike.
  private var unit: (name: String?, order: Int)?

  init(_ rule: DistrictTable.Rule) {
    self.rule = rule
    places = NamePlaces(of: [rule.unitField, rule.dayField, rule.caseField, rule.numberField])
  }

  /// - Parameters:
  ///   - rows: of the submission.
  ///   - place: of the row among them.
  ///   - sender: whom a row is about that names no unit.
  mutating func read(
    _ rows: Span<Verdict.Row>, at place: Int, in submission: DistrictTable.Submission, of sender: String?
  ) -> PlacedRow {
    if !places.isLast(rows[place].values.names.identity) { places.look(in: rows[place].values.names) }
    let values = rows[place].values.values.span
    let unit = text(Self.unit, values) ?? sender
    return PlacedRow(
      line: DistrictTable.Line(
        unit: unit, caseNumber: given(Self.number, values), submission: submission, place: place
      ),
      unitOrder: order(of: unit), day: OrderedText(text(Self.day, values)),
      caseNumber: OrderedText(text(Self.caseNumber, values)))
  }

  private func text(_ field: Int, _ values: Span<FieldValue>) -> String? {
    guard let place = places[field] else { return nil }
    return values.look(at: place) { cell in if case .string(let text) = cell.value { text } else { nil } }
  }

  private func given(_ field: Int, _ values: Span<FieldValue>) -> String {
    guard let place = places[field] else { return "" }
    return values.look(at: place) { $0.given }
  }

  private mutating func order(of name: String?) -> Int {
    if let unit, unit.name == name { return unit.order }
    let order = name.flatMap { rule.unitOrder[$0] } ?? rule.unitOrder.count
    unit = (name, order)
    return order
  }
}

extension Span<FieldValue> {
  /// What `body` makes of a cell, which is not held on to: it is elsewhere in memory.
  @inline(__always)
  func look<Result>(at place: Int, _ body: (ReadCell) -> Result) -> Result {
    Unmanaged.passUnretained(self[place].content)._withUnsafeGuaranteedRef(body)
  }
}
