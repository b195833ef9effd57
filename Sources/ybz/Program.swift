/// What the program calls itself; part of every verdict.
enum Program {
  static let version = "0.1.0"
  static let name = "ybz \(version)"
}
