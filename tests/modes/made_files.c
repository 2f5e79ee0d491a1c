/* Writes down each file and folder that a program makes, with its mode at that very moment, and
   each later change of a mode: LD_PRELOAD this, and name the list in MADE_FILES. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void note(int at, const char *path) {
  struct stat about;
  char line[8192];
  const char *list = getenv("MADE_FILES");
  if (!list || fstatat(at, path, &about, AT_SYMLINK_NOFOLLOW)) return;
  int size = snprintf(line, sizeof line, "%o %s\n", about.st_mode, path);
  int fd = syscall(SYS_openat, AT_FDCWD, list, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0 || syscall(SYS_write, fd, line, size) != size) abort();
  syscall(SYS_close, fd);
}

static int open_noted(int at, const char *path, int flags, mode_t mode) {
  int was_there = !(flags & O_CREAT) || syscall(SYS_faccessat, at, path, F_OK) == 0;
  int fd = syscall(SYS_openat, at, path, flags, mode), why = errno;
  if (fd >= 0 && !was_there) note(at, path);
  errno = why;
  return fd;
}

#define OPEN(name, args, at)                    \
  int name args {                               \
    mode_t mode = 0;                            \
    if (flags & (O_CREAT | __O_TMPFILE)) {      \
      va_list more;                             \
      va_start(more, flags);                    \
      mode = va_arg(more, mode_t);              \
      va_end(more);                             \
    }                                           \
    return open_noted(at, path, flags, mode);   \
  }
OPEN(open, (const char *path, int flags, ...), AT_FDCWD)
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD)
OPEN(openat, (int at, const char *path, int flags, ...), at)
OPEN(openat64, (int at, const char *path, int flags, ...), at)

int mkdirat(int at, const char *path, mode_t mode) {
  int done = syscall(SYS_mkdirat, at, path, mode), why = errno;
  if (!done) note(at, path);
  errno = why;
  return done;
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int fchmodat(int at, const char *path, mode_t mode, int flags) {
  int done = syscall(SYS_fchmodat, at, path, mode), why = errno;
  (void)flags;
  if (!done) note(at, path);
  errno = why;
  return done;
}
int chmod(const char *path, mode_t mode) { return fchmodat(AT_FDCWD, path, mode, 0); }
