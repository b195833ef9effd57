/// What is to be marked in somebody's workbook.
///
/// ```swift
/// let mark = Annotation.Mark(sheet: "附件1", cell: CellReference(column: 7, row: 4), fill: 0xFFC7CE, note: "请从三项中选一项。")
/// let marked = try Annotation(marks: [mark], rowLabel: "需修改", author: "核对").applied(to: original)
/// ```
public struct Annotation: Hashable, Sendable {
  /// A cell to be coloured and spoken of. Where a conditional format colours the cell too, programs show that one.
  public struct Mark: Hashable, Sendable {
    /// The sheet's name, as the workbook has it.
    public var sheet: String
    public var cell: CellReference
    /// Laid over the cell's own style, which else stays as it is.
    public var fill: Color
    /// Put under what the cell's note says already; nil adds none.
    public var note: String?
    /// Whether the row is one of those that get `Annotation.rowLabel`.
    public var labelsRow: Bool

    public init(sheet: String, cell: CellReference, fill: Color, note: String? = nil, labelsRow: Bool = true) {
      self.sheet = sheet
      self.cell = cell
      self.fill = fill
      self.note = note
      self.labelsRow = labelsRow
    }
  }

  /// A cell of a sheet.
  public struct Place: Hashable, Sendable {
    public var sheet: String
    public var cell: CellReference

    public init(sheet: String, _ cell: CellReference) {
      self.sheet = sheet
      self.cell = cell
    }
  }

  /// A sheet that is put before all others.
  public struct Summary: Hashable, Sendable {
    public struct Column: Hashable, Sendable {
      public var header: String
      /// In digits of the workbook's own default font.
      public var width: Double

      public init(_ header: String, width: Double) {
        self.header = header
        self.width = width
      }
    }

    public struct Row: Hashable, Sendable {
      /// One text a column.
      public var texts: [String]
      /// Where the row's first text leads; nil leads nowhere.
      public var target: Place?

      public init(_ texts: [String], target: Place? = nil) {
        self.texts = texts
        self.target = target
      }
    }

    /// The sheet's name, made legal and unique.
    public var name: String
    /// In large letters above the table.
    public var title: String
    /// Lines between the title and the table.
    public var remarks: [String]
    public var columns: [Column]
    public var rows: [Row]

    public init(name: String, title: String, remarks: [String] = [], columns: [Column], rows: [Row]) {
      self.name = name
      self.title = title
      self.remarks = remarks
      self.columns = columns
      self.rows = rows
    }
  }

  public var marks: [Mark]
  public var summary: Summary?
  /// Words at the left edge of each row that has a mark with `labelsRow`, such as 需修改; nil puts none.
  ///
  /// They go into the empty cell to the left of the row's first, where the sheet keeps that column free and no formula,
  /// chart or table takes it in. Where it does not, nothing of the sender's is moved: the words stand at the head of the note on the row's first marked cell.
  public var rowLabel: String?
  /// Who speaks in the notes.
  public var author: String

  public init(marks: [Mark], summary: Summary? = nil, rowLabel: String? = nil, author: String = "") {
    self.marks = marks
    self.summary = summary
    self.rowLabel = rowLabel
    self.author = author
  }
}

extension Annotation.Mark {
  /// Whether a sheet can have such a cell.
  var isPossible: Bool {
    (1...WritingError.Limit.columns.maximum).contains(cell.column)
      && (1...WritingError.Limit.rows.maximum).contains(cell.row)
  }
}

/// A workbook with its marks, and what became of them.
///
/// ```swift
/// print(marked.bytes.count, marked.labelledRows, marked.unplacedMarks.isEmpty)
/// ```
public struct AnnotatedWorkbook: Hashable, Sendable {
  public var bytes: [UInt8]
  /// Marks for which there is no such sheet, or no such cell in any; everything else is marked.
  public var unplacedMarks: [Annotation.Mark]
  /// Rows whose label stands at their left edge, and rows where there was no room for it.
  public var labelledRows: Int
  public var rowsWithoutRoom: Int
}

/// Why a workbook could not be given back with marks.
///
/// ```swift
/// do throws(AnnotationError) {
///   _ = try Annotation(marks: [mark]).applied(to: original)
/// } catch {
///   print("原表保持不变：", error)
/// }
/// ```
public enum AnnotationError: Error, Hashable, Sendable {
  /// The workbook itself cannot be read.
  case source(SpreadsheetError)
  /// What is added goes past a limit of the format.
  case writing(WritingError)
}
