import Checking
import Spreadsheets

/// A row, and what says where it stands in the table, in nothing but numbers: thousands are moved to and fro until they stand in
/// their order.
struct PlacedRow: Sendable {
  /// The row is found in this submission, of those of the form.
  let submission: Int32
  /// Among the rows of its submission.
  let place: Int32
  /// Of the unit in the official order; all unknown ones stand behind the others.
  let unitOrder: Int32
  /// Whether the numbers below say all that the texts do.
  private let isDayWhole, isCaseWhole, isListedWhole: Bool
  private let day: UInt128
  /// Zero where rows are not about cases.
  private let caseNumber: UInt128
  private let listed: UInt128

  init(
    submission: Int, place: Int, unitOrder: Int, day: OrderedText, caseNumber: OrderedText, listedNumber: OrderedText
  ) {
    (self.submission, self.place) = (Int32(submission), Int32(place))
    self.unitOrder = Int32(unitOrder)
    let (dayNumber, caseNumber) = (day.number, caseNumber.number)
    (isDayWhole, isCaseWhole, isListedWhole) = (dayNumber != nil, caseNumber != nil, listedNumber.number != nil)
    (self.day, self.caseNumber, listed) = (dayNumber ?? 0, caseNumber ?? 0, listedNumber.number ?? 0)
  }

  var isAboutCase: Bool { caseNumber != 0 || !isCaseWhole }

  /// What tells the case from others of the unit, in a number; nil where only its text does.
  var caseInUnit: UInt128? { isCaseWhole ? caseNumber : nil }

  /// What is listed as the number of the case, as `OrderedText` has it; nil where only the row itself tells.
  var listedNumber: UInt128? { isListedWhole ? listed : nil }

  /// By unit, by day and by case; nil where that shows only by the rows themselves.
  func precedes(_ other: Self) -> Bool? {
    if unitOrder != other.unitOrder { return unitOrder < other.unitOrder }
    guard isDayWhole, isCaseWhole, other.isDayWhole, other.isCaseWhole else { return nil }
    if day != other.day { return day < other.day }
    return caseNumber == other.caseNumber ? nil : caseNumber < other.caseNumber
  }
}

/// How rows stand in a table: by unit, by day and by case; where those are the same, by where the rows came from.
struct RowOrder {
  let submissions: [DistrictTable.Submission]
  let fields: RowFields

  func precedes(_ left: PlacedRow, _ right: PlacedRow) -> Bool { left.precedes(right) ?? looksBefore(left, right) }

  /// By the rows themselves, of one unit or of several unknown ones.
  @inline(never)
  private func looksBefore(_ left: PlacedRow, _ right: PlacedRow) -> Bool {
    for field in [fields.day, fields.caseNumber] {
      let (one, other) = (text(field, left), text(field, right))
      if one != other { return one < other }
    }
    return origin(left).precedes(origin(right))
  }

  private func text(_ field: String?, _ row: PlacedRow) -> OrderedText {
    OrderedText(submissions[Int(row.submission)].text(of: field, inRow: Int(row.place)))
  }

  private func origin(_ row: PlacedRow) -> DistrictTable.Origin {
    submissions[Int(row.submission)].origin(ofRow: Int(row.place))
  }
}

extension DistrictTable.Origin {
  fileprivate func precedes(_ other: Self) -> Bool {
    (submission.receivedAt, file, sha256, sheet, row)
      < (other.submission.receivedAt, other.file, other.sha256, other.sheet, other.row)
  }
}

/// Finds in row after row what says where it stands.
struct RowPlacer {
  private static let unit = 0
  private static let day = 1
  private static let caseNumber = 2
  private static let number = 3

  private let unitOrder: [String: Int]
  private var places: NamePlaces
  /// Of the row before: those of one submission are alike.
  private var last: (unit: String?, order: Int)?

  init(_ rule: DistrictTable.Rule) {
    unitOrder = rule.unitOrder
    let fields = rule.fields
    places = NamePlaces(of: [fields.unit, fields.day, fields.caseNumber, fields.number])
  }

  /// - Parameters:
  ///   - rows: of the submission.
  ///   - place: of the row among them.
  ///   - submission: among those of the form.
  ///   - sender: whom a row is about that names no unit.
  mutating func read(
    _ rows: Span<Verdict.Row>, at place: Int, in submission: Int, of sender: String?
  ) -> (row: PlacedRow, day: OrderedText) {
    if !places.isLast(rows[place].values.names.identity) { places.look(in: rows[place].values.names) }
    let values = rows[place].values.values.span
    let day = OrderedText(text(Self.day, values))
    let row = PlacedRow(
      submission: submission, place: place, unitOrder: order(of: text(Self.unit, values) ?? sender), day: day,
      caseNumber: OrderedText(text(Self.caseNumber, values)),
      listedNumber: OrderedText(places[Self.number].map { values.withContent(at: $0, \.given) }))
    return (row, day)
  }

  private func text(_ field: Int, _ values: Span<FieldValue>) -> String? {
    guard let place = places[field] else { return nil }
    return values.withContent(at: place, \.text)
  }

  private mutating func order(of unit: String?) -> Int {
    if let last, last.unit == unit { return last.order }
    let order = unit.flatMap { unitOrder[$0] } ?? unitOrder.count
    last = (unit, order)
    return order
  }
}

extension ReadCell {
  /// What it says, if it is a text.
  var text: String? { if case .string(let text) = value { text } else { nil } }
}
