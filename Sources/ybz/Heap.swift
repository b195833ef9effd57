import CMalloc

/// How the C library gets memory from the system.
enum Heap {
  /// Bytes of a thread's heap: what a heap of glibc can hold.
  private static let size: Int32 = 64 << 20
  /// In bytes. A larger block is the system's again as soon as it is free; glibc allows no more.
  private static let largestKept: Int32 = 32 << 20

  /// Lets a thread's heap be whole from the start; what is not used of it takes no memory. As it comes, glibc grows it page by
  /// page, a system call each, while which no thread can touch new memory: a tenth of a merge's time.
  static func makeWhole() {
    mallopt(M_TOP_PAD, size)
    // With the one set, glibc no longer learns the other by itself.
    mallopt(M_MMAP_THRESHOLD, largestKept)
  }
}
