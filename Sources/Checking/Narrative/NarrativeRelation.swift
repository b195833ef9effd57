/// A relation between slots, as the notice writes it: `a + b <= c`, `count(list) = n`; where `when` is given, only then.
package struct NarrativeRelation: Sendable {
  let when: Comparison?
  let require: Comparison
  let severity: Severity
  let why: String
  /// The flag a reading gets when the relation does not hold.
  let flag: String

  struct Comparison: Sendable {
    enum Sign: String, CaseIterable, Sendable {
      // Longer signs first: `<=` is not `<` followed by nothing.
      case atMost = "<="
      case atLeast = ">="
      case equal = "="
    }

    enum Term: Hashable, Sendable {
      case slot(String)
      case count(String)
      case pictures
      case constant(Amount)
    }

    let text: String
    let left: [Term]
    let sign: Sign
    let right: [Term]
  }
}

extension NarrativeRelation.Comparison {
  /// Nil when the text is no comparison.
  init?(_ text: String) {
    let plain = text.filter { $0 != " " }
    for sign in Sign.allCases {
      let bytes = Array(plain.utf8)
      let mark = Array(sign.rawValue.utf8)
      guard let at = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) else { continue }
      guard let left = Self.terms(bytes[..<at]), let right = Self.terms(bytes[(at + mark.count)...]) else { return nil }
      self.init(text: text, left: left, sign: sign, right: right)
      return
    }
    return nil
  }

  private static func terms(_ bytes: ArraySlice<UInt8>) -> [Term]? {
    var terms: [Term] = []
    for part in bytes.split(separator: UInt8(ascii: "+"), omittingEmptySubsequences: false) {
      let name = String(decoding: part, as: UTF8.self)
      guard !name.isEmpty else { return nil }
      if name == "count(pictures)" {
        terms.append(.pictures)
      } else if name.hasPrefix("count("), name.hasSuffix(")") {
        terms.append(.count(String(name.dropFirst(6).dropLast())))
      } else if let constant = Amount(name) {
        terms.append(.constant(constant))
      } else {
        terms.append(.slot(name))
      }
    }
    return terms
  }

  var slots: [String] {
    (left + right).compactMap {
      switch $0 {
      case .slot(let key), .count(let key): key
      case .pictures, .constant: nil
      }
    }
  }

  /// Both sides, or nil where a slot is not stated: an unknown value breaks no relation.
  func sides(of reading: NarrativeReading, pictures: Int) -> (left: Amount, right: Amount)? {
    func sum(_ terms: [Term]) -> Amount? {
      var sum = Amount.zero
      for term in terms {
        let value: Amount
        switch term {
        case .constant(let constant): value = constant
        case .pictures: value = Amount(digits: pictures, scale: 0)
        case .count(let key):
          if case .list(let items)? = reading.values[key] {
            value = Amount(digits: items.count, scale: 0)
          } else {
            value = .zero
          }
        case .slot(let key):
          guard case .amount(let amount)? = reading.values[key] else { return nil }
          value = amount
        }
        guard let next = sum.adding(value) else { return nil }
        sum = next
      }
      return sum
    }
    guard let left = sum(left), let right = sum(right) else { return nil }
    return (left, right)
  }

  func holds(_ sides: (left: Amount, right: Amount)) -> Bool {
    switch sign {
    case .atMost: sides.left <= sides.right
    case .atLeast: sides.left >= sides.right
    case .equal: sides.left == sides.right
    }
  }
}

extension NarrativeRelation {
  init(_ bound: NarrativeColumn.UpperBound, of key: String) {
    when = nil
    require = Comparison(
      text: "\(key) <= \(bound.slot)", left: [.slot(key)], sign: .atMost, right: [.slot(bound.slot)])
    severity = bound.severity
    why = bound.why
    flag = NarrativeFlag.subGreaterThanTotal.rawValue
  }

  func fault(in reading: NarrativeReading, pictures: Int) -> NarrativeReading.RelationFault? {
    if let when {
      guard let sides = when.sides(of: reading, pictures: pictures), when.holds(sides) else { return nil }
    }
    guard let sides = require.sides(of: reading, pictures: pictures), !require.holds(sides) else { return nil }
    return NarrativeReading.RelationFault(
      relation: when.map { "\($0.text) => \(require.text)" } ?? require.text, severity: severity, why: why,
      slots: (when?.slots ?? []) + require.slots, left: sides.left, right: sides.right)
  }
}
