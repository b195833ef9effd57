import ArgumentParser

/// Files named one after the other on the command line, which the parser is given as one argument: its work grows with
/// the square of their number.
///
/// They are parted by NUL, which no argument can hold.
struct FileRun: ExpressibleByArgument {
  let files: [String]

  init(argument: String) {
    files = argument.utf8.split(separator: 0, omittingEmptySubsequences: false).map { String(Substring($0)) }
  }

  /// Those that take many files.
  static let commands = [Check.name, Merge.name]

  /// The arguments of the program, with the files of a command that takes many of them joined to runs.
  ///
  /// What follows an option may be its value and stays as it is; what follows anything else is a file.
  static func joined(_ arguments: [String]) -> [String] {
    guard let command = arguments.first, commands.contains(command) else { return arguments }
    var joined = [command]
    var isInRun = false
    for (previous, argument) in zip(arguments, arguments.dropFirst()) {
      let isFile = ![previous.utf8.first, argument.utf8.first].contains(UInt8(ascii: "-"))
      if isFile && isInRun {
        joined[joined.count - 1] += "\0" + argument
      } else {
        joined.append(argument)
      }
      isInRun = isFile
    }
    return joined
  }
}
