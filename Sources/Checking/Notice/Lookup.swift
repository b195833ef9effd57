import Spreadsheets

/// What a notice's words are looked up by, made once when it is read: no setting changes it.
struct Lookup: Sendable {
  let headers: HeaderIndex
  let rows: RowWords
  let units: UnitValue
  /// Words that say there is nothing.
  let nothing: WordSet
  /// By form, where the rows of a case form say which case they are.
  let cases: [String: CaseFields]
  /// By form and field, the readers that need to know nothing of the submission.
  private let readers: [String: ValueReader]

  init(
    forms: [Form], units: [Unit], vocabularies: [String: Vocabulary], words: Surroundings, crossChecks: CrossChecks
  ) {
    headers = HeaderIndex(forms)
    rows = RowWords(words, units: units)
    let unitValue = UnitValue(units)
    let nothing = WordSet(words.nothing)
    self.units = unitValue
    cases = Dictionary(
      forms.filter { $0.rows == .cases }.map { ($0.id, CaseFields($0, crossChecks)) }, uniquingKeysWith: { $1 })
    self.nothing = nothing
    var readers: [String: ValueReader] = [:]
    for form in forms {
      for column in form.columns {
        let reader: (@Sendable (Entry) -> Reading)? =
          switch column.type {
          case .sequence, .text, .narrative: { Reading(value: .string($0.text)) }
          case .date: nil
          case .unit: unitValue.read
          case .caseNumber: CaseNumberValue().read
          case .enterprise(let brackets, let labels):
            EnterpriseValue(licenceBrackets: brackets, signLabels: labels, nothing: nothing).read
          case .number(let rule): NumberValue(rule, nothing: nothing).read
          case .terms(let name, let many):
            vocabularies[name].map { TermsValue($0, many: many, separators: column.separators).read }
          case .quantities(let name): vocabularies[name].map { QuantitiesValue($0, nothing: nothing).read }
          case .progress(let name): vocabularies[name].map { ProgressValue($0, prompts: form.notes).read }
          }
        readers[form.id + "." + column.key] = reader.map(ValueReader.init)
      }
    }
    self.readers = readers
  }

  /// Nil for a column whose reader must know when the submission came.
  func reader(_ form: Form, _ column: Column) -> ValueReader? { readers[form.id + "." + column.key] }
}
