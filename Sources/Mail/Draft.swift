import CGMime

extension Message {
  /// The mail as an `.eml` file that mail programs open as a draft (`X-Unsent: 1`).
  ///
  /// A draft has no Date and no Message-ID: whoever sends it adds them, and the same message is the same bytes.
  package func draft() -> [UInt8] {
    _ = Library.ready
    let message = MIMEMessage()
    message.setHeader("X-Unsent", "1")
    if let from { message.add(from, as: GMIME_ADDRESS_TYPE_FROM) }
    for mailbox in to { message.add(mailbox, as: GMIME_ADDRESS_TYPE_TO) }
    message.setSubject(subject)
    message.setBody(text: text, attachments: attachments, boundary: "=_ybz_\(identity)")
    return message.bytes()
  }
}

/// libgmime wants one call before any other.
private enum Library {
  static let ready: Void = g_mime_init()
}

/// Owns one GMimeMessage.
private struct MIMEMessage: ~Copyable {
  private let handle: UnsafeMutablePointer<GMimeMessage>

  init() {
    handle = g_mime_message_new(1)
  }

  deinit { g_object_unref(handle) }

  func setHeader(_ name: String, _ value: String) {
    g_mime_object_set_header(object, name, value, "utf-8")
  }

  func setSubject(_ subject: String) {
    g_mime_message_set_subject(handle, subject, "utf-8")
  }

  func add(_ mailbox: Message.Mailbox, as kind: GMimeAddressType) {
    g_mime_message_add_mailbox(handle, kind, mailbox.name.isEmpty ? nil : mailbox.name, mailbox.address)
  }

  /// Text first, then the attachments, in one multipart/mixed.
  func setBody(text: String, attachments: [Message.Attachment], boundary: String) {
    let mixed: UnsafeMutablePointer<GMimeMultipart> = g_mime_multipart_new_with_subtype("mixed")
    defer { g_object_unref(mixed) }
    g_mime_multipart_set_boundary(mixed, boundary)
    add(bytes: Array(text.utf8), mediaType: "text/plain", name: nil, to: mixed)
    for attachment in attachments {
      add(bytes: attachment.bytes, mediaType: attachment.mediaType, name: attachment.name, to: mixed)
    }
    g_mime_message_set_mime_part(handle, cast(mixed))
  }

  private func add(bytes: [UInt8], mediaType: String, name: String?, to mixed: UnsafeMutablePointer<GMimeMultipart>) {
    let halves = mediaType.split(separator: "/", maxSplits: 1).map(String.init)
    let part: UnsafeMutablePointer<GMimePart> = g_mime_part_new_with_type(
      halves[0], halves.count > 1 ? halves[1] : "plain")
    defer { g_object_unref(part) }
    if halves[0] == "text" {
      g_mime_object_set_content_type_parameter(cast(part), "charset", "utf-8")
    }
    if let name {
      g_mime_object_set_disposition(cast(part), GMIME_DISPOSITION_ATTACHMENT)
      g_mime_part_set_filename(part, name)
    }
    g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64)
    let stream = bytes.withUnsafeBytes { buffer in
      g_mime_stream_mem_new_with_buffer(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    defer { g_object_unref(stream) }
    let content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT)
    defer { g_object_unref(content) }
    g_mime_part_set_content(part, content)
    g_mime_multipart_add(mixed, cast(part))
  }

  func bytes() -> [UInt8] {
    let stream = g_mime_stream_mem_new()
    defer { g_object_unref(stream) }
    let options = g_mime_format_options_new()
    defer { g_mime_format_options_free(options) }
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS)
    g_mime_object_write_to_stream(object, options, stream)
    // The stream owns the array; copy it out before the stream goes.
    let memory = UnsafeMutableRawPointer(stream!).assumingMemoryBound(to: GMimeStreamMem.self)
    let array = g_mime_stream_mem_get_byte_array(memory)!.pointee
    return Array(UnsafeBufferPointer(start: array.data, count: Int(array.len)))
  }

  private var object: UnsafeMutablePointer<GMimeObject> { cast(handle) }

  /// GObject inheritance: a part is an object that begins with its parent's fields.
  private func cast<Child>(_ child: UnsafeMutablePointer<Child>) -> UnsafeMutablePointer<GMimeObject> {
    UnsafeMutableRawPointer(child).assumingMemoryBound(to: GMimeObject.self)
  }
}
