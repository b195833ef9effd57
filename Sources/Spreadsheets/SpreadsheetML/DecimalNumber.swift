/// Reads `xsd:double` as cells hold it, without a locale and correctly rounded.
enum DecimalNumber {
  /// nil for what is no decimal number: hexadecimal, `NaN`, what overflows, surrounding letters.
  static func parse(_ bytes: UnsafeRawBufferPointer) -> Double? {
    var index = 0
    let count = bytes.count
    var isNegative = false
    if index < count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var exponent = 0
    let start = index
    while index < count, case let digit = bytes[index] &- 0x30, digit < 10 {
      if digits < 18 { mantissa = mantissa * 10 + UInt64(digit) }
      if mantissa > 0 { digits += 1 }
      index += 1
    }
    var seen = index - start
    if index < count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let fraction = index
      while index < count, case let digit = bytes[index] &- 0x30, digit < 10 {
        if digits < 18 { mantissa = mantissa * 10 + UInt64(digit) }
        if mantissa > 0 { digits += 1 }
        exponent -= 1
        index += 1
      }
      seen += index - fraction
    }
    guard seen > 0 else { return nil }
    if index < count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      var isDown = false
      if index < count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
        isDown = bytes[index] == UInt8(ascii: "-")
        index += 1
      }
      let first = index
      var scale = 0
      while index < count, case let digit = bytes[index] &- 0x30, digit < 10 {
        scale = min(99_999, scale * 10 + Int(digit))
        index += 1
      }
      guard index > first else { return nil }
      exponent += isDown ? -scale : scale
    }
    guard index == count else { return nil }
    if digits <= 18, exponent <= 0, let value = exact(mantissa, tenToMinus: -exponent) {
      return isNegative ? -value : value
    }
    if digits <= 15, exponent > 0, exponent <= 22 {
      let value = Double(mantissa) * powersOfTen[exponent]
      return isNegative ? -value : value
    }
    guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }

  /// `mantissa` divided by a power of ten, correctly rounded; nil where this way cannot tell.
  @inline(__always)
  static func exact(_ mantissa: UInt64, tenToMinus places: Int) -> Double? {
    guard places <= 22 else { return nil }
    // Both numbers are exact in a double, so that one rounding is all there is (Clinger's fast path).
    if mantissa <= 1 << 53 { return Double(mantissa) / powersOfTen[places] }
    #if arch(x86_64)
      // Exact in 64 bits too, and divided with one rounding. The second, to 53 bits, goes wrong only when the first landed
      // just halfway between two doubles.
      let quotient = Float80(mantissa) / Float80(powersOfTen[places])
      guard quotient.significandBitPattern & 0x7FF != 0x400 else { return nil }
      return Double(quotient)
    #else
      return nil
    #endif
  }

  private static let powersOfTen: [23 of Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
}
