// Debian's libxml2 headers pull in ICU, whose UErrorCode clashes with the one inside Foundation.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>

// xmlFree is a mutable global function pointer, which Swift 6 refuses to touch.
static inline void cxml_free(void *pointer) { xmlFree(pointer); }
