/// What `docProps/core.xml` says of the document. Nothing is taken from the machine: what is nil is left out.
///
/// ```swift
/// var book = WorkbookWriter(properties: DocumentProperties(title: "排查明细表"))
/// ```
public struct DocumentProperties: Hashable, Sendable {
  public var title: String?
  public var subject: String?
  public var creator: String?
  public var keywords: String?
  public var description: String?
  /// UTC, given by the caller, never by the clock: the same input gives the same bytes.
  public var created: DateTime?
  /// `docProps/app.xml`'s company.
  public var company: String?

  public init(
    title: String? = nil, subject: String? = nil, creator: String? = nil, keywords: String? = nil,
    description: String? = nil, created: DateTime? = nil, company: String? = nil
  ) {
    self.title = title
    self.subject = subject
    self.creator = creator
    self.keywords = keywords
    self.description = description
    self.created = created
    self.company = company
  }
}
