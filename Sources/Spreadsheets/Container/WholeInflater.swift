import CDeflate
import Synchronization

/// libdeflate's inflate: a whole stream at once, which for small parts takes two thirds of what it takes a window at a time.
struct WholeInflater: ~Copyable {
  private let decompressor: OpaquePointer?

  /// The addresses of those that are not in use: the next small file needs not make its own.
  private static let idle = Mutex<[UInt]>([])
  private static let mostIdle = 16

  init() {
    let idle = Self.idle.withLock { $0.popLast() }
    decompressor = idle.flatMap { OpaquePointer(bitPattern: $0) } ?? libdeflate_alloc_decompressor()
  }

  deinit {
    let address = UInt(bitPattern: decompressor)
    let isKept = Self.idle.withLock { idle in
      guard address != 0, idle.count < Self.mostIdle else { return false }
      idle.append(address)
      return true
    }
    if !isKept { libdeflate_free_decompressor(decompressor) }
  }

  /// Says how long the stream is; nil where it is not whole or there is not room for it.
  func inflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Int? {
    guard let decompressor else { return nil }
    var count = 0
    let result = libdeflate_deflate_decompress(
      decompressor, input.baseAddress, input.count, output.baseAddress, output.count, &count)
    return result == LIBDEFLATE_SUCCESS ? count : nil
  }
}
