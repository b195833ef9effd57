import Spreadsheets

/// What a notice's words are looked up by, made once when it is read: no setting changes it.
struct Lookup: Sendable {
  let headers: HeaderIndex
  let rows: RowWords
  let units: UnitValue
  /// Words that say there is nothing.
  let nothing: WordSet
  /// By form and field, the readers that need to know nothing of the submission.
  private let readers: [String: @Sendable (Entry) -> Reading]
  /// By form and field, what the notice's own words are read as: most cells hold nothing else.
  private let known: [String: [CellValue: ReadCell]]

  init(forms: [Form], units: [Unit], vocabularies: [String: Vocabulary], words: Surroundings) {
    headers = HeaderIndex(forms)
    rows = RowWords(words, units: units)
    let unitValue = UnitValue(units)
    let nothing = WordSet(words.nothing)
    self.units = unitValue
    self.nothing = nothing
    var readers: [String: @Sendable (Entry) -> Reading] = [:]
    var known: [String: [CellValue: ReadCell]] = [:]
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
        readers[form.id + "." + column.key] = reader
        guard let reader else { continue }
        let wordings: [String] =
          switch column.type {
          case .unit: units.flatMap { [$0.name] + $0.aliases }
          case .terms(let name, _), .quantities(let name), .progress(let name):
            vocabularies[name]?.terms.flatMap { [$0.term] + $0.aliases + $0.halves } ?? []
          default: []
          }
        for wording in wordings {
          let value = CellValue.text(Text(wording))
          let entry = Entry(value, isDisplayText: false)
          known[form.id + "." + column.key, default: [:]][value] = ReadCell(given: entry.text, reader(entry))
        }
      }
    }
    self.readers = readers
    self.known = known
  }

  /// Nil for a column whose reader must know when the submission came.
  func reader(_ form: Form, _ column: Column) -> (@Sendable (Entry) -> Reading)? { readers[form.id + "." + column.key] }

  /// What a column's cells are read as when they hold the notice's own words.
  func known(_ form: Form, _ column: Column) -> [CellValue: ReadCell] { known[form.id + "." + column.key] ?? [:] }
}
