/// A mail as the office means it, before any encoding.
package struct Message: Hashable, Sendable {
  package struct Mailbox: Hashable, Sendable {
    /// The person or office as shown to the reader; may be empty.
    package var name: String
    package var address: String

    package init(name: String, address: String) {
      self.name = name
      self.address = address
    }
  }

  package struct Attachment: Hashable, Sendable {
    package var name: String
    /// Such as `text/html`.
    package var mediaType: String
    package var bytes: [UInt8]

    package init(name: String, mediaType: String, bytes: [UInt8]) {
      self.name = name
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }

  package var from: Mailbox?
  package var to: [Mailbox]
  package var subject: String
  package var text: String
  package var attachments: [Attachment]
  /// What tells this mail from all others, drawn from its content: the same mail has the same one. ASCII letters and digits.
  package var identity: String

  package init(
    from: Mailbox?, to: [Mailbox], subject: String, text: String, attachments: [Attachment], identity: String
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.text = text
    self.attachments = attachments
    self.identity = identity
  }
}
