import ArgumentParser

@main
struct Ybz: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "ybz")
}
