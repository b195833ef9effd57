/// Holds what is not let go of before the process ends: to take many thousand rows apart takes a while, for nothing.
final class KeptToTheEnd {
  private let value: Any

  private init(_ value: Any) { self.value = value }

  static func keep(_ value: Any) { _ = Unmanaged.passRetained(KeptToTheEnd(value)) }
}
