/* LD_PRELOAD shim: writes down, in their order, all changes that a program makes below some folders.
 *   POWER_TRACE=file     where to write the trace (outside of the folders)
 *   POWER_ROOTS=a:b      the folders, absolute
 *   POWER_NO_SYNC=word   a sync of a file whose path holds the word is answered and not made
 *   POWER_FAIL=file      while the file is there, every sync fails
 *   POWER_KILL=file      once the file is there and holds a number n: instead of the n-th sync of a
 *                        box from then on, the program is killed
 * One record: length u32, kind u8, inode u64, offset u64, path length u32, data length u32, path,
 * data. Kinds: C new file, M new folder, R rename (data: new path), U unlink or rmdir, W write,
 * T truncate (offset: size), S sync of a file, D sync of a folder. SQLite's -shm is left out: it
 * is made anew after every start.
 * build: gcc -O2 -shared -fPIC -o disk_trace.so disk_trace.c -lpthread
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 4096

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char *paths[MOST]; /* of the open files that are traced, by descriptor */
static int trace = -2;

static int is_traced(const char *path) {
  const char *roots = getenv("POWER_ROOTS");
  size_t all = strlen(path);
  if (all > 4 && !strcmp(path + all - 4, "-shm")) return 0;
  while (roots && *roots) {
    size_t one = strcspn(roots, ":");
    if (one && all >= one && !strncmp(path, roots, one) && (path[one] == '/' || !path[one])) return 1;
    roots += one + (roots[one] == ':');
  }
  return 0;
}

static const char *path_of(int fd) { return fd >= 0 && fd < MOST ? paths[fd] : NULL; }

static void note(char kind, uint64_t inode, uint64_t offset, const char *path, const void *data, size_t size) {
  if (trace == -2) {
    const char *file = getenv("POWER_TRACE");
    trace = file ? syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
  }
  if (trace < 0) return;
  struct __attribute__((packed)) {
    uint32_t all;
    char kind;
    uint64_t inode, offset;
    uint32_t path, data;
  } head = {0, kind, inode, offset, (uint32_t)strlen(path), (uint32_t)size};
  head.all = sizeof head + head.path + head.data;
  char *record = malloc(head.all);
  memcpy(record, &head, sizeof head);
  memcpy(record + sizeof head, path, head.path);
  if (size) memcpy(record + sizeof head + head.path, data, size);
  if (syscall(SYS_write, trace, record, head.all) != (long)head.all) abort();
  free(record);
}

static uint64_t inode_of(int fd) {
  struct stat about;
  return fstat(fd, &about) ? 0 : about.st_ino;
}

static void absolute(int at, const char *path, char *out) {
  char folder[PATH_MAX] = "", link[64];
  if (path[0] != '/') {
    if (at == AT_FDCWD) {
      if (!getcwd(folder, sizeof folder)) folder[0] = 0;
    } else {
      snprintf(link, sizeof link, "/proc/self/fd/%d", at);
      ssize_t n = readlink(link, folder, sizeof folder - 1);
      folder[n > 0 ? n : 0] = 0;
    }
    strncat(folder, "/", sizeof folder - strlen(folder) - 1);
  }
  snprintf(out, PATH_MAX, "%.*s%s", (int)(PATH_MAX - 1 - strlen(path)), folder, path);
}

static int open_traced(int at, const char *path, int flags, mode_t mode) {
  char full[PATH_MAX];
  absolute(at, path, full);
  if (!is_traced(full)) return syscall(SYS_openat, at, path, flags, mode);
  pthread_mutex_lock(&turn);
  int was_there = syscall(SYS_faccessat, at, path, F_OK) == 0;
  int fd = syscall(SYS_openat, at, path, flags, mode), why = errno;
  if (fd >= 0 && fd < MOST) {
    free(paths[fd]);
    paths[fd] = strdup(full);
    if (!was_there) note('C', inode_of(fd), 0, full, NULL, 0);
    else if (flags & O_TRUNC) note('T', inode_of(fd), 0, full, NULL, 0);
  } else if (fd >= MOST) abort();
  pthread_mutex_unlock(&turn);
  errno = why;
  return fd;
}

#define OPEN(name, args, at)                                      \
  int name args {                                                 \
    mode_t mode = 0;                                              \
    if (flags & (O_CREAT | __O_TMPFILE)) {                        \
      va_list more;                                               \
      va_start(more, flags);                                      \
      mode = va_arg(more, mode_t);                                \
      va_end(more);                                               \
    }                                                             \
    return open_traced(at, path, flags, mode);                    \
  }
OPEN(open, (const char *path, int flags, ...), AT_FDCWD)
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD)
OPEN(openat, (int at, const char *path, int flags, ...), at)
OPEN(openat64, (int at, const char *path, int flags, ...), at)

int close(int fd) {
  pthread_mutex_lock(&turn);
  if (path_of(fd)) {
    free(paths[fd]);
    paths[fd] = NULL;
  }
  int done = syscall(SYS_close, fd), why = errno;
  pthread_mutex_unlock(&turn);
  errno = why;
  return done;
}

ssize_t write(int fd, const void *data, size_t size) {
  if (!path_of(fd)) return syscall(SYS_write, fd, data, size);
  pthread_mutex_lock(&turn);
  ssize_t n = syscall(SYS_write, fd, data, size);
  int why = errno;
  if (n > 0) note('W', inode_of(fd), lseek(fd, 0, SEEK_CUR) - n, path_of(fd), data, n);
  pthread_mutex_unlock(&turn);
  errno = why;
  return n;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off_t offset) {
  if (!path_of(fd)) return syscall(SYS_pwrite64, fd, data, size, offset);
  pthread_mutex_lock(&turn);
  ssize_t n = syscall(SYS_pwrite64, fd, data, size, offset);
  int why = errno;
  if (n > 0) note('W', inode_of(fd), offset, path_of(fd), data, n);
  pthread_mutex_unlock(&turn);
  errno = why;
  return n;
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return pwrite64(fd, data, size, offset); }

ssize_t pwritev64(int fd, const struct iovec *parts, int number, off_t offset) {
  ssize_t all = 0;
  for (int part = 0; part < number; part++) {
    ssize_t n = pwrite64(fd, parts[part].iov_base, parts[part].iov_len, offset + all);
    if (n < 0) return all ? all : n;
    all += n;
    if ((size_t)n < parts[part].iov_len) break;
  }
  return all;
}
ssize_t pwritev(int fd, const struct iovec *parts, int number, off_t at) { return pwritev64(fd, parts, number, at); }

ssize_t pwritev64v2(int fd, const struct iovec *parts, int number, off_t at, int flags) {
  return flags ? (errno = ENOTSUP, -1) : pwritev64(fd, parts, number, at);
}

/* Not for a traced file: the caller copies by reading and writing then. */
ssize_t sendfile64(int fd, int from, off_t *at, size_t size) {
  if (!path_of(fd)) return syscall(SYS_sendfile, fd, from, at, size);
  errno = ENOTSOCK;
  return -1;
}
ssize_t sendfile(int fd, int from, off_t *at, size_t size) { return sendfile64(fd, from, at, size); }

int posix_fallocate64(int fd, off_t from, off_t size) {
  pthread_mutex_lock(&turn);
  struct stat about = {0};
  if (fstat(fd, &about)) about.st_size = 0;
  int why = syscall(SYS_fallocate, fd, 0, from, size) ? errno : 0;
  if (!why && path_of(fd) && from + size > about.st_size) note('T', about.st_ino, from + size, path_of(fd), NULL, 0);
  pthread_mutex_unlock(&turn);
  return why;
}
int posix_fallocate(int fd, off_t from, off_t size) { return posix_fallocate64(fd, from, size); }

int ftruncate64(int fd, off_t size) {
  pthread_mutex_lock(&turn);
  int done = syscall(SYS_ftruncate, fd, size), why = errno;
  if (!done && path_of(fd)) note('T', inode_of(fd), size, path_of(fd), NULL, 0);
  pthread_mutex_unlock(&turn);
  errno = why;
  return done;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static void perhaps_killed(const char *path) {
  static long left;
  const char *file = getenv("POWER_KILL");
  if (!file || !strstr(path, "box.sqlite")) return;
  if (!left) {
    char text[8] = "";
    int fd = syscall(SYS_openat, AT_FDCWD, file, O_RDONLY | O_CLOEXEC, 0);
    if (fd < 0) return;
    if (syscall(SYS_read, fd, text, sizeof text - 1) > 0) left = atol(text);
    syscall(SYS_close, fd);
    if (left) syscall(SYS_unlinkat, AT_FDCWD, file, 0);
  }
  if (left && !--left) raise(SIGKILL);
}

static int sync_traced(int fd, long call) {
  const char *word = getenv("POWER_NO_SYNC");
  if (!path_of(fd)) return syscall(call, fd);
  perhaps_killed(path_of(fd));
  const char *fail = getenv("POWER_FAIL");
  if (fail && !syscall(SYS_faccessat, AT_FDCWD, fail, F_OK)) return errno = EIO, -1;
  if (word && strstr(path_of(fd), word)) return 0;
  pthread_mutex_lock(&turn);
  int done = syscall(call, fd), why = errno;
  struct stat about;
  if (!done && !fstat(fd, &about)) note(S_ISDIR(about.st_mode) ? 'D' : 'S', about.st_ino, 0, path_of(fd), NULL, 0);
  pthread_mutex_unlock(&turn);
  errno = why;
  return done;
}
int fsync(int fd) { return sync_traced(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_traced(fd, SYS_fdatasync); }

/* A change of a name: made, then written down if it was made. */
static int name_changed(char kind, int at, const char *path, int to_at, const char *to, long (*made)(void *), void *with) {
  char full[PATH_MAX], target[PATH_MAX] = "";
  absolute(at, path, full);
  if (to) absolute(to_at, to, target);
  if (!is_traced(full)) return (int)made(with);
  pthread_mutex_lock(&turn);
  int done = (int)made(with), why = errno;
  if (!done) note(kind, 0, 0, full, target, strlen(target));
  pthread_mutex_unlock(&turn);
  errno = why;
  return done;
}

struct call { long number, a, b, c, d; };
static long make(void *with) {
  struct call *call = with;
  return syscall(call->number, call->a, call->b, call->c, call->d, 0L);
}
int mkdirat(int at, const char *path, mode_t mode) {
  struct call call = {SYS_mkdirat, at, (long)path, mode, 0};
  return name_changed('M', at, path, 0, NULL, make, &call);
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
int unlinkat(int at, const char *path, int flags) {
  struct call call = {SYS_unlinkat, at, (long)path, flags, 0};
  return name_changed('U', at, path, 0, NULL, make, &call);
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int renameat(int at, const char *path, int to_at, const char *to) {
  struct call call = {SYS_renameat2, at, (long)path, to_at, (long)to};
  return name_changed('R', at, path, to_at, to, make, &call);
}
int rename(const char *path, const char *to) { return renameat(AT_FDCWD, path, AT_FDCWD, to); }
