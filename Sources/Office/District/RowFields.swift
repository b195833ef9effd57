/// The fields of a form's rows by which its tables are made; nil for what the rows do not say.
struct RowFields: Sendable {
  /// Names the unit a row is about; else it is the sender's.
  var unit: String?
  /// The day that says which period a row belongs to, and else it is its submission's. Within a unit rows stand in the order of
  /// this field, then of the case.
  var day: String?
  /// Names a case across submissions; nil where each row stands for itself.
  var caseNumber: String?
  /// What is listed as the number of a row's case.
  var number: String?
}
