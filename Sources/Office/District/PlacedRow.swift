import Checking
import Spreadsheets

/// A row where it was received, and what says where it stands in the table. Nothing but numbers: thousands are moved about
/// until they stand in their order.
struct PlacedRow {
  /// Of its submission among all, and of the row in there.
  var submission: Int32
  var place: Int32
  /// Of the unit that the row is about among all that were met.
  var unit: Int32
  /// Of the unit in the official order.
  var unitOrder: Int32
  var day: TextOrder.Rank
  /// Of no text where rows are not about cases.
  var caseNumber: TextOrder.Rank
}

/// Finds in row after row what says where it stands.
struct RowPlacer: Sendable {
  private static let (unit, day, caseNumber) = (0, 1, 2)

  private let rule: DistrictTable.Rule
  private var places: NamePlaces
  private(set) var order = TextOrder()
  /// All that were met.
  private(set) var units: [String?] = []
  private var unitPlaces: [String?: Int32] = [:]
  private var periods: [TextOrder.Rank: Period?] = [:]
  /// What was found of the row before: rows of one submission are alike.
  private var last: (unit: String?, place: Int32, order: Int32)?

  init(_ rule: DistrictTable.Rule) {
    self.rule = rule
    places = NamePlaces(of: [rule.unitField, rule.dayField, rule.caseField])
  }

  /// - Parameters:
  ///   - submission: its place among all.
  ///   - sender: whom a row is about that names no unit.
  /// - Returns: the period by the row's own day, nil where it has none.
  mutating func place(
    _ values: FieldValues, at place: Int, in submission: Int, of sender: String?
  ) -> (row: PlacedRow, period: Period?) {
    places.look(in: values.fields)
    let values = values.values
    let (unit, unitOrder) = unit(text(Self.unit, values) ?? sender)
    let dayText = text(Self.day, values)
    let day = order.rank(of: dayText)
    let row = PlacedRow(
      submission: Int32(submission), place: Int32(place), unit: unit, unitOrder: unitOrder, day: day,
      caseNumber: order.rank(of: text(Self.caseNumber, values)))
    return (row, dayText.flatMap { period(day, $0) })
  }

  private mutating func unit(_ unit: String?) -> (place: Int32, order: Int32) {
    if let last, last.unit == unit { return (last.place, last.order) }
    let place = unitPlaces[unit] ?? Int32(units.count)
    if Int(place) == units.count {
      units.append(unit)
      unitPlaces[unit] = place
    }
    let order = Int32(unit.flatMap { rule.unitOrder[$0] } ?? rule.unitOrder.count)
    last = (unit, place, order)
    return (place, order)
  }

  private mutating func period(_ day: TextOrder.Rank, _ text: String) -> Period? {
    if let known = periods[day] { return known }
    let period = CalendarDay(iso: text).map(rule.periodOfDay)
    periods[day] = .some(period)
    return period
  }

  private func text(_ field: Int, _ values: [FieldValue]) -> String? {
    guard let place = places[field], case .string(let text) = values[place].value else { return nil }
    return text
  }
}
