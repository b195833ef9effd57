/// The values of a row by field. Rows of one table share the names of their fields.
package struct FieldValues: Hashable, Sendable {
  /// In their order as strings.
  package private(set) var fields: [String] = []
  /// As many as there are fields.
  package private(set) var values: [FieldValue] = []

  package init() {}

  /// - Parameter fields: each once; as many as there are values. Those of another row, in the same order, are shared.
  init(fields: [String], values: [FieldValue], like other: [String] = []) {
    (self.fields, self.values) = (fields, values)
    if fields == other {
      self.fields = other
    } else if zip(fields, fields.dropFirst()).contains(where: { $0 >= $1 }) {
      let order = fields.indices.sorted { fields[$0] < fields[$1] }
      (self.fields, self.values) = (order.map { fields[$0] }, order.map { values[$0] })
    }
  }

  package subscript(field: String) -> FieldValue? {
    get { fields.firstIndex(of: field).map { values[$0] } }
    set {
      let place = fields.firstIndex { $0 >= field } ?? fields.count
      let isPresent = place < fields.count && fields[place] == field
      switch (isPresent, newValue) {
      case (true, let value?): values[place] = value
      case (false, let value?):
        fields.insert(field, at: place)
        values.insert(value, at: place)
      case (true, nil):
        fields.remove(at: place)
        values.remove(at: place)
      case (false, nil): break
      }
    }
  }
}

extension FieldValues: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, FieldValue)...) {
    for (field, value) in elements { self[field] = value }
  }
}
