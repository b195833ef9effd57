import Spreadsheets
import Yams

/// A node of a YAML file with the way that leads to it, so that every complaint names file, line and key.
struct YAMLEntry {
  let file: String
  let node: Node
  private let way: Way

  /// The keys and places that lead here; put into words only for a complaint.
  private indirect enum Way {
    case root
    case key(String, in: Way)
    case item(Int, in: Way)

    var words: String {
      switch self {
      case .root: ""
      case .key(let name, .root): name
      case .key(let name, let way): "\(way.words).\(name)"
      case .item(let index, let way): "\(way.words)[\(index)]"
      }
    }
  }

  init(file: String, text: String) throws(NoticeError) {
    do {
      // No rules: what a text means is said by whoever reads it, and rules are regular expressions.
      guard let node = try Yams.compose(yaml: text, .basic, .default, .utf8) else {
        throw NoticeError(file: file, message: "文件是空的")
      }
      self.init(file: file, node: node, way: .root)
    } catch let error as NoticeError {
      throw error
    } catch let error as YamlError {
      throw NoticeError(file: file, line: Self.line(of: error), message: "不是合规的 YAML：\(error)")
    } catch {
      throw NoticeError(file: file, message: "不是合规的 YAML：\(error)")
    }
  }

  private init(file: String, node: Node, way: Way) {
    self.file = file
    self.node = node
    self.way = way
  }

  private static func line(of error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: nil
    }
  }

  /// Where it is written; an alias, where its anchor stands.
  var place: String { node.mark.map { "\($0)" } ?? "" }

  func error(_ message: String) -> NoticeError {
    let key = way.words
    return NoticeError(file: file, line: node.mark?.line, key: key.isEmpty ? nil : key, message: message)
  }

  // MARK: Mappings

  /// Complains of keys that mean nothing here: a misspelt key must not be passed over in silence.
  func allow(_ keys: String...) throws(NoticeError) {
    for entry in try pairs() where !keys.contains(entry.name) {
      throw entry.value.error("不认识的键；这里可用：\(keys.joined(separator: "、"))")
    }
  }

  func pairs() throws(NoticeError) -> [(name: String, value: YAMLEntry)] {
    guard case .mapping(let mapping) = node else { throw error("这里应是“键: 值”") }
    var found: [(String, YAMLEntry)] = []
    found.reserveCapacity(mapping.count)
    for index in mapping.indices {
      let (key, value) = mapping[index]
      guard case .scalar(let name) = key else { throw error("键应是文字") }
      found.append((name.string, YAMLEntry(file: file, node: value, way: .key(name.string, in: way))))
    }
    return found
  }

  /// Compares names as they are written: a comparison of nodes would resolve their tags by regular expressions.
  subscript(_ name: String) -> YAMLEntry? {
    guard case .mapping(let mapping) = node else { return nil }
    for index in mapping.indices {
      let (key, value) = mapping[index]
      if case .scalar(let scalar) = key, scalar.string == name {
        return YAMLEntry(file: file, node: value, way: .key(name, in: way))
      }
    }
    return nil
  }

  func need(_ name: String) throws(NoticeError) -> YAMLEntry {
    guard let entry = self[name] else { throw error("缺少「\(name)」") }
    return entry
  }

  // MARK: Values

  func text() throws(NoticeError) -> String {
    guard case .scalar(let scalar) = node else { throw error("这里应是文字") }
    return scalar.string
  }

  func integer(in range: ClosedRange<Int>) throws(NoticeError) -> Int {
    guard let number = Int(try text()), range.contains(number) else {
      throw error("这里应是 \(range.lowerBound) 到 \(range.upperBound) 的整数")
    }
    return number
  }

  func number() throws(NoticeError) -> Double {
    guard let number = Double(try text()), number.isFinite else { throw error("这里应是数") }
    return number
  }

  func flag() throws(NoticeError) -> Bool {
    switch try text() {
    case "true": return true
    case "false": return false
    default: throw error("这里应是 true 或 false")
    }
  }

  func day() throws(NoticeError) -> CalendarDay {
    guard let day = CalendarDay(iso: try text()) else { throw error("这里应是日期，写作“年-月-日”，年四位，月、日各两位") }
    return day
  }

  /// `12:00` in minutes after midnight.
  func minutes() throws(NoticeError) -> Int {
    let parts = try text().split(separator: ":")
    guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0...24).contains(hour),
      (0...59).contains(minute)
    else { throw error("这里应是钟点，如 \"12:00\"") }
    return hour * 60 + minute
  }

  /// One of a few words.
  func choice<Choice: RawRepresentable & CaseIterable>(_: Choice.Type) throws(NoticeError) -> Choice
  where Choice.RawValue == String {
    guard let choice = Choice(rawValue: try text()) else {
      throw error("这里应是：\(Choice.allCases.map(\.rawValue).joined(separator: "、"))")
    }
    return choice
  }

  func list() throws(NoticeError) -> [YAMLEntry] {
    guard case .sequence(let sequence) = node else { throw error("这里应是列表") }
    return sequence.enumerated().map { YAMLEntry(file: file, node: $0.element, way: .item($0.offset, in: way)) }
  }

  func texts() throws(NoticeError) -> [String] {
    guard case .sequence(let sequence) = node else { throw error("这里应是列表") }
    var found: [String] = []
    found.reserveCapacity(sequence.count)
    for index in sequence.indices {
      guard case .scalar(let scalar) = sequence[index] else { throw try list()[index].error("这里应是文字") }
      found.append(scalar.string)
    }
    return found
  }
}
