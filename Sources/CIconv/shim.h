#include <errno.h>
#include <iconv.h>

// iconv_open says "no" by a pointer of all ones, which Swift cannot spell.
static inline iconv_t ciconv_open(const char *to, const char *from) {
  iconv_t handle = iconv_open(to, from);
  return handle == (iconv_t)-1 ? 0 : handle;
}

// errno is a macro.
static inline int ciconv_errno(void) { return errno; }
static const int ciconv_full = E2BIG;
