import Mail
import Testing

@Suite struct `A draft` {
  let message = Message(
    from: .init(name: "区整治办", address: "office@gulou.example"),
    to: [.init(name: "鼓东街道", address: "gudong@gulou.example")],
    subject: "【需修改】鼓东街道附件1：2 处须改",
    text: "未通过，2 处须修改。\n请于 6 月 17 日 12:00 前重报。\n",
    attachments: [.init(name: "核对单-鼓东街道附件1.html", mediaType: "text/html", bytes: Array("<p>二</p>".utf8))],
    identity: "0123abcd")

  @Test func `opens as a draft and says its subject and names as encoded words`() {
    let text = String(decoding: message.draft(), as: UTF8.self)
    #expect(text.contains("\r\nX-Unsent: 1\r\n"))
    #expect(text.utf8.allSatisfy { $0 < 128 })
    #expect(text.contains("<gudong@gulou.example>"))
    #expect(text.contains("boundary=\"=_ybz_0123abcd\""))
  }

  @Test func `carries the attachment under its Chinese name, RFC 2231`() {
    let text = String(decoding: message.draft(), as: UTF8.self)
    #expect(text.contains("filename*0*=UTF-8''%E6%A0%B8%E5%AF%B9%E5%8D%95-%E9%BC%93"))
    #expect(text.contains("Content-Type: text/html"))
  }

  @Test func `is the same bytes each time`() {
    #expect(message.draft() == message.draft())
  }

  @Test func `without an address is addressed to nobody`() {
    var nobody = message
    nobody.to = []
    #expect(!String(decoding: nobody.draft(), as: UTF8.self).contains("\r\nTo:"))
  }
}
