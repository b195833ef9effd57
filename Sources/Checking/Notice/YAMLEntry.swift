import Spreadsheets
import Yams

/// A node of a YAML file with the way that leads to it, so that every complaint names file, line and key.
struct YAMLEntry {
  let file: String
  let key: String
  let node: Node

  init(file: String, text: String) throws(NoticeError) {
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw NoticeError(file: file, message: "文件是空的")
      }
      self.init(file: file, key: "", node: node)
    } catch let error as NoticeError {
      throw error
    } catch let error as YamlError {
      throw NoticeError(file: file, line: Self.line(of: error), message: "不是合规的 YAML：\(error)")
    } catch {
      throw NoticeError(file: file, message: "不是合规的 YAML：\(error)")
    }
  }

  private init(file: String, key: String, node: Node) {
    self.file = file
    self.key = key
    self.node = node
  }

  private static func line(of error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: nil
    }
  }

  func error(_ message: String) -> NoticeError {
    NoticeError(file: file, line: node.mark?.line, key: key.isEmpty ? nil : key, message: message)
  }

  // MARK: Mappings

  /// Complains of keys that mean nothing here: a misspelt key must not be passed over in silence.
  func allow(_ keys: String...) throws(NoticeError) { try allow(keys) }

  func allow(_ keys: [String]) throws(NoticeError) {
    for entry in try pairs() where !keys.contains(entry.name) {
      throw entry.value.error("不认识的键；这里可用：\(keys.joined(separator: "、"))")
    }
  }

  func pairs() throws(NoticeError) -> [(name: String, value: YAMLEntry)] {
    guard case .mapping(let mapping) = node else { throw error("这里应是“键: 值”") }
    var found: [(String, YAMLEntry)] = []
    for (name, value) in mapping {
      guard let name = name.string else { throw error("键应是文字") }
      found.append((name, YAMLEntry(file: file, key: key.isEmpty ? name : "\(key).\(name)", node: value)))
    }
    return found
  }

  subscript(_ name: String) -> YAMLEntry? {
    guard case .mapping(let mapping) = node, let value = mapping[Node(name)] else { return nil }
    return YAMLEntry(file: file, key: key.isEmpty ? name : "\(key).\(name)", node: value)
  }

  func need(_ name: String) throws(NoticeError) -> YAMLEntry {
    guard let entry = self[name] else { throw error("缺少「\(name)」") }
    return entry
  }

  // MARK: Values

  /// What a type reads by itself; its complaints get the line of the key they are about.
  func decoded<Value: Decodable>(_: Value.Type) throws(NoticeError) -> Value {
    do {
      return try YAMLDecoder().decode(Value.self, from: node)
    } catch let error as DecodingError {
      throw complaint(error)
    } catch {
      throw self.error("\(error)")
    }
  }

  private func complaint(_ error: DecodingError) -> NoticeError {
    let (context, message): (DecodingError.Context, String) =
      switch error {
      case .keyNotFound(let key, let context): (context, "缺少「\(key.stringValue)」")
      case .typeMismatch(_, let context), .valueNotFound(_, let context): (context, "值的类型不对")
      case .dataCorrupted(let context): (context, context.debugDescription)
      @unknown default: (.init(codingPath: [], debugDescription: ""), "\(error)")
      }
    var place = self
    for key in context.codingPath {
      let next = key.intValue.flatMap { index in
        (try? place.list()).flatMap { $0.indices.contains(index) ? $0[index] : nil }
      }
      guard let found = next ?? place[key.stringValue] else { break }
      place = found
    }
    return place.error(message)
  }

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
    return sequence.enumerated().map { YAMLEntry(file: file, key: "\(key)[\($0.offset)]", node: $0.element) }
  }

  func texts() throws(NoticeError) -> [String] {
    var found: [String] = []
    for entry in try list() { found.append(try entry.text()) }
    return found
  }
}
