/// CJK radicals as code points of their own, which text pasted from a PDF holds where the ideograph is meant.
enum Radicals {
  /// The ideograph that a radical stands for; nil for anything else.
  static func ideograph(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x2F00..<0x2FD6: kangxi[Int(scalar.value - 0x2F00)]
    case 0x2E80..<0x2F00: supplement[scalar]
    default: nil
    }
  }

  /// U+2F00 to U+2FD5, in order.
  private static let kangxi = Array(
    ("一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴"
      + "廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿"
      + "目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵"
      + "邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠")
      .unicodeScalars)

  /// Unicode's compatibility mapping leaves most of U+2E80 to U+2EF3 as they are: these are the ones with a plain meaning.
  private static let supplement = Dictionary(
    uniqueKeysWithValues: zip(
      "⺁⺆⺇⺈⺊⺌⺎⺒⺓⺕⺗⺝⺞⺟⺠⺥⺧⺩⺫⺬⺮⺶⺷⺸⺹⺻⺼⻁⻂⻃⻄⻅⻆⻉⻊⻋⻌⻎⻏⻑⻓⻔⻘⻙⻚⻛⻜⻝⻞⻟⻢⻣⻤⻥⻦⻧⻨⻩⻫⻬⻮⻯⻰⻳".unicodeScalars,
      "厂冂几刀卜小兀巳幺彐心月歹母民爪牛王目示竹羊羊羊老聿肉虎衣西西见角贝足车辶辶邑長长门青韦页风飞食食食马骨鬼鱼鸟卤麦黄齊齐齿龙龙龟".unicodeScalars))
}
