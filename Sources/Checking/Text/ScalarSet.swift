/// A few scalars; what is none of them is told at once, without hashing.
struct ScalarSet: Hashable, Sendable {
  private var values: [Unicode.Scalar] = []
  /// By the last six bits of a scalar, whether any ends so.
  private var endings: UInt64 = 0

  init(_ scalars: some Sequence<Unicode.Scalar>) {
    for scalar in scalars where !contains(scalar) {
      values.append(scalar)
      endings |= Self.ending(scalar)
    }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    endings & Self.ending(scalar) != 0 && values.contains(scalar)
  }

  private static func ending(_ scalar: Unicode.Scalar) -> UInt64 { 1 << UInt64(scalar.value & 63) }
}

extension ScalarSet: ExpressibleByArrayLiteral {
  init(arrayLiteral elements: Unicode.Scalar...) { self.init(elements) }
}
