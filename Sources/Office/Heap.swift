import CMalloc
import Foundation

/// How the C library gets memory from the system.
package enum Heap {
  /// Bytes of a thread's heap: what a heap of glibc can hold.
  private static let size: Int32 = 64 << 20
  /// In bytes. A larger block is the system's again as soon as it is free; glibc allows no more.
  private static let largestKept: Int32 = 32 << 20
  /// Bytes that a task will want, more or less.
  private static let taskSize = 1 << 20

  /// Lets a thread's heap be whole from the start; what is not used of it takes no memory. As it comes, glibc grows it page by
  /// page, a system call each, while which no thread can touch new memory: a tenth of a merge's time.
  package static func makeWhole() {
    mallopt(M_TOP_PAD, size)
    // With the one set, glibc no longer learns the other by itself.
    mallopt(M_MMAP_THRESHOLD, largestKept)
  }

  /// Lets the system give the calling thread the memory for a task in one go: page by page, as it is touched, that takes a
  /// third longer.
  static func prepare() {
    // So large a block is the first of what has never been used, or is there already.
    guard let block = malloc(taskSize) else { return }
    let pageSize = UInt(getpagesize())
    let start = (UInt(bitPattern: block) + pageSize - 1) & ~(pageSize - 1)
    madvise(UnsafeMutableRawPointer(bitPattern: start), taskSize - Int(pageSize), MADV_POPULATE_WRITE)
    free(block)
  }
}
