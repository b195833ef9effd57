/// Values by name, in the order of their names: a JSON object, the values of a row. Those that are alike share their names.
package struct NamedValues<Value> {
  package private(set) var names: [String] = []
  /// As many as there are names.
  package private(set) var values: [Value] = []

  package init() {}

  package init(_ members: [String: Value]) {
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      names.append(name)
      values.append(value)
    }
  }

  /// - Parameters:
  ///   - names: each once; as many as there are values.
  ///   - other: names in their order, kept in place of equal ones.
  init(names: [String], values: [Value], like other: [String] = []) {
    (self.names, self.values) = (names, values)
    if names == other {
      self.names = other
    } else if zip(names, names.dropFirst()).contains(where: { $0 >= $1 }) {
      let order = names.indices.sorted { names[$0] < names[$1] }
      (self.names, self.values) = (order.map { names[$0] }, order.map { values[$0] })
    }
  }

  package subscript(name: String) -> Value? {
    get { names.firstIndex(of: name).map { values[$0] } }
    set {
      let place = names.firstIndex { $0 >= name } ?? names.count
      let isPresent = place < names.count && names[place] == name
      switch (isPresent, newValue) {
      case (true, let value?): values[place] = value
      case (false, let value?):
        names.insert(name, at: place)
        values.insert(value, at: place)
      case (true, nil):
        names.remove(at: place)
        values.remove(at: place)
      case (false, nil): break
      }
    }
  }
}

extension NamedValues: Equatable where Value: Equatable {}
extension NamedValues: Hashable where Value: Hashable {}
extension NamedValues: Sendable where Value: Sendable {}

extension NamedValues: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { names.count }
  package subscript(place: Int) -> (key: String, value: Value) { (names[place], values[place]) }
}

extension NamedValues: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, Value)...) {
    for (name, value) in elements { self[name] = value }
  }
}

/// The values of a row, by field.
package typealias FieldValues = NamedValues<FieldValue>

extension FieldValues {
  package var fields: [String] { names }
}
