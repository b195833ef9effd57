// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "yibenzhang",
  products: [
    .library(name: "Spreadsheets", targets: ["Spreadsheets"]),
    .executable(name: "ybz", targets: ["ybz"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C libraries as Swift sees them: a module map and a short shim each.
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // iconv is glibc's own.
    .systemLibrary(name: "CIconv"),
    .systemLibrary(name: "CMimalloc", providers: [.apt(["libmimalloc-dev"])]),
    .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),

    .target(
      name: "Spreadsheets",
      dependencies: ["CZip", "CXML", "CISAL", "CDeflate", "CZlib", "CIconv"],
      swiftSettings: strict),
    .target(
      name: "Checking",
      dependencies: ["Spreadsheets", "Yams", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(
      name: "Ledger",
      dependencies: ["Checking", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(name: "Mail", dependencies: ["CGMime"], swiftSettings: strict),
    .target(
      name: "Office",
      dependencies: [
        "Checking", "Ledger", "Mail", "Spreadsheets",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
        "Yams",
      ],
      resources: [.embedInCode("Reports/Templates")],
      swiftSettings: strict),
    .executableTarget(
      name: "ybz",
      dependencies: [
        "CMimalloc", "Checking", "Office", "Spreadsheets",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // The notice that comes with the program: a link to the folder under Templates.
      resources: [.embedInCode("Notice")],
      swiftSettings: strict),

    // What Benchmarks/read.py measures beside the peers.
    .executableTarget(
      name: "read-cells", dependencies: ["Spreadsheets"], path: "Benchmarks/ReadCells", swiftSettings: strict),

    // What Benchmarks/write.py measures beside the peers.
    .executableTarget(
      name: "write-cells", dependencies: ["Spreadsheets"], path: "Benchmarks/WriteCells", swiftSettings: strict),
    // What Tests/Corpus/annotate.py looks at the results of.
    .executableTarget(
      name: "annotate-cells", dependencies: ["Spreadsheets"], path: "Tests/Corpus/AnnotateCells", swiftSettings: strict),

    // Where tests find the project's own files.
    .target(name: "Project", dependencies: ["Checking", "Spreadsheets"], path: "Tests/Project", swiftSettings: strict),
    .testTarget(name: "SpreadsheetsTests", dependencies: ["Spreadsheets", "Project"], swiftSettings: strict),
    .testTarget(name: "CheckingTests", dependencies: ["Checking", "Project"], swiftSettings: strict),
    .testTarget(name: "LedgerTests", dependencies: ["Ledger", "Project"], swiftSettings: strict),
    .testTarget(name: "MailTests", dependencies: ["Mail"], swiftSettings: strict),
    .testTarget(name: "OfficeTests", dependencies: ["Office", "Project"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["ybz", "Project", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
  ]
)
