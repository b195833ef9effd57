/// An exact decimal, `digits / 10^scale`: sums of money and areas must not pick up binary dust.
package struct Amount: Hashable, Sendable {
  private(set) var digits: Int
  private(set) var scale: Int

  package static let zero = Amount(digits: 0, scale: 0)

  /// Drops trailing zeros, so that equal values are equal.
  init(digits: Int, scale: Int) {
    self.digits = digits
    self.scale = digits == 0 ? 0 : scale
    while self.scale > 0, self.digits % 10 == 0 {
      self.digits /= 10
      self.scale -= 1
    }
  }

  /// Plain decimal notation such as `0.0001`; nil for anything else.
  init?(_ text: String) {
    var digits = 0
    var scale = 0
    var sawPoint = false
    guard !text.isEmpty, text.utf8.count <= 16 else { return nil }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits = digits * 10 + Int(byte - UInt8(ascii: "0"))
        if sawPoint { scale += 1 }
      case UInt8(ascii: ".") where !sawPoint: sawPoint = true
      default: return nil
      }
    }
    self.init(digits: digits, scale: scale)
  }

  var isWhole: Bool { scale == 0 }
  var isZero: Bool { digits == 0 }

  /// The nearest `Double`; both operands are exact up to 2^53 and 10^22, so the one division rounds correctly.
  package var double: Double {
    var divisor = 1.0
    for _ in 0..<scale { divisor *= 10 }
    return Double(digits) / divisor
  }

  /// Nil when the result does not fit.
  func adding(_ other: Amount) -> Amount? {
    let common = max(scale, other.scale)
    guard let left = digits.scaled(byTenTo: common - scale),
      let right = other.digits.scaled(byTenTo: common - other.scale)
    else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : Amount(digits: sum, scale: common)
  }

  func multiplied(by other: Amount) -> Amount? {
    let (product, overflow) = digits.multipliedReportingOverflow(by: other.digits)
    return overflow ? nil : Amount(digits: product, scale: scale + other.scale)
  }

  /// Negative powers divide.
  func multiplied(byTenTo power: Int) -> Amount? {
    if power <= scale { return Amount(digits: digits, scale: scale - power) }
    return digits.scaled(byTenTo: power - scale).map { Amount(digits: $0, scale: 0) }
  }
}

extension Amount: Comparable {
  package static func < (left: Amount, right: Amount) -> Bool {
    let common = max(left.scale, right.scale)
    guard let a = left.digits.scaled(byTenTo: common - left.scale),
      let b = right.digits.scaled(byTenTo: common - right.scale)
    else { return left.double < right.double }
    return a < b
  }
}

extension Int {
  fileprivate func scaled(byTenTo power: Int) -> Int? {
    var result = self
    for _ in 0..<power {
      let (next, overflow) = result.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      result = next
    }
    return result
  }
}
