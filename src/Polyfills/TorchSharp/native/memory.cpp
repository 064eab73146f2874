// Freed blocks stay with the process: a training step frees and takes the same hundred megabytes again, and giving them
// back to the kernel in between costs page faults.
#include "bridge.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

TB_EXPORT void tb_keep_freed_memory() {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 256 << 20);
#endif
}
