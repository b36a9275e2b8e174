/*
 * Writes down what a process does to the files below one directory, so that a power cut can be
 * played on them: built with `cc -shared -fPIC`, loaded with LD_PRELOAD, told by
 *
 *   DAYBOOK_TRACE        the trace, appended to by all processes
 *   DAYBOOK_TRACE_ROOT   the directory whose files are traced
 *   DAYBOOK_TRACE_ACKS   a directory outside it; what is written to its files is what the program
 *                        has told the world, and stands in the trace in its place
 *
 * A record is written with one writev to a file opened O_APPEND, so records of several processes do
 * not mix. A change is recorded after it was made; a sync twice, before it is asked for and after it
 * has come back. So whatever is recorded before the beginning of a sync was made before it, and what
 * the sync covers is never thought to be more than it is.
 *
 * A record: u32 length of what follows, u8 kind, u8 flags, u16 length of the path, u64 inode,
 * u64 offset, u32 length of the second path, path, second path, data. Kinds: see Trace.java.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FDS 65536
enum { UNKNOWN = 0, ELSEWHERE = 1, TRACED = 2, ACKS = 3, WHICH = 3, SYNCED = 4, STDIO = 8 };
enum { DURABLE = 1 };

static int trace_fd = -1;
static char root[PATH_MAX], acks[PATH_MAX];
static size_t root_length, acks_length;
static unsigned char fds[MOST_FDS];
static atomic_ulong tokens;

#define REAL(type, name, ...)                                     \
  static type (*real_##name)(__VA_ARGS__);                        \
  if (!real_##name) real_##name = dlsym(RTLD_NEXT, #name)

/* ---- the trace ---- */

__attribute__((constructor)) static void begin(void) {
  const char *trace = getenv("DAYBOOK_TRACE"), *of = getenv("DAYBOOK_TRACE_ROOT"),
             *told = getenv("DAYBOOK_TRACE_ACKS");
  if (!trace || !of || trace_fd >= 0) return;
  int fd = syscall(SYS_openat, AT_FDCWD, trace, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (fd < 0) {
    dprintf(2, "daybook trace: %s cannot be written: %s\n", trace, strerror(errno));
    _exit(99);
  }
  int high = fcntl(fd, F_DUPFD_CLOEXEC, 700);
  if (high >= 0) {
    syscall(SYS_close, fd);
    fd = high;
  }
  if (!realpath(of, root)) snprintf(root, sizeof root, "%s", of);
  root_length = strlen(root);
  if (told) {
    if (!realpath(told, acks)) snprintf(acks, sizeof acks, "%s", told);
    acks_length = strlen(acks);
  }
  trace_fd = fd;
}

static void record(char kind, int flags, uint64_t inode, uint64_t offset, const char *path,
                   const char *second, const struct iovec *data, int count, size_t bytes) {
  int saved = errno;
  uint16_t path_length = path ? strlen(path) : 0;
  uint32_t second_length = second ? strlen(second) : 0;
  unsigned char head[4 + 2 + 2 + 8 + 8 + 4];
  uint32_t length = sizeof head - 4 + path_length + second_length + bytes;
  memcpy(head, &length, 4);
  head[4] = kind;
  head[5] = flags;
  memcpy(head + 6, &path_length, 2);
  memcpy(head + 8, &inode, 8);
  memcpy(head + 16, &offset, 8);
  memcpy(head + 24, &second_length, 4);
  char *whole = malloc(sizeof head + path_length + second_length + bytes);
  char *at = whole;
  memcpy(at, head, sizeof head), at += sizeof head;
  if (path) memcpy(at, path, path_length), at += path_length;
  if (second) memcpy(at, second, second_length), at += second_length;
  for (int i = 0; i < count && bytes > 0; i++) {
    size_t part = data[i].iov_len < bytes ? data[i].iov_len : bytes;
    memcpy(at, data[i].iov_base, part), at += part, bytes -= part;
  }
  if (syscall(SYS_write, trace_fd, whole, at - whole) != at - whole) {
    dprintf(2, "daybook trace: it cannot be written: %s\n", strerror(errno));
    _exit(99);
  }
  free(whole);
  errno = saved;
}

static int below(const char *path, const char *directory, size_t length) {
  return length > 0 && strncmp(path, directory, length) == 0 &&
         (path[length] == '/' || path[length] == 0);
}

static int which(const char *path) {
  if (below(path, root, root_length)) return TRACED;
  return below(path, acks, acks_length) ? ACKS : ELSEWHERE;
}

static int name_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return 1;
}

static int kind_of(int fd) {
  if (trace_fd < 0 || fd < 0 || fd >= MOST_FDS || fd == trace_fd) return ELSEWHERE;
  if (fds[fd] == UNKNOWN) {
    int saved = errno;
    char path[PATH_MAX];
    int kind = name_of(fd, path) && path[0] == '/' ? which(path) : ELSEWHERE;
    if (kind != ELSEWHERE && (fcntl(fd, F_GETFL) & O_DSYNC)) kind |= SYNCED;
    fds[fd] = kind;
    errno = saved;
  }
  return fds[fd];
}

static uint64_t inode_of(int fd) {
  struct stat s;
  return fstat(fd, &s) == 0 ? s.st_ino : 0;
}

/* The path with its directory resolved, its last name not. */
static void absolute(int directory, const char *path, char *out) {
  char whole[PATH_MAX * 2], base[PATH_MAX];
  if (path[0] == '/') {
    snprintf(whole, sizeof whole, "%s", path);
  } else {
    if (directory == AT_FDCWD ? !getcwd(base, sizeof base) : !name_of(directory, base)) base[0] = 0;
    snprintf(whole, sizeof whole, "%s/%s", base, path);
  }
  size_t length = strlen(whole);
  while (length > 1 && whole[length - 1] == '/') whole[--length] = 0;
  char *slash = strrchr(whole, '/');
  char resolved[PATH_MAX];
  if (slash && slash != whole) {
    *slash = 0;
    if (realpath(whole, resolved)) {
      snprintf(out, PATH_MAX, "%s/%s", resolved, slash + 1);
      return;
    }
    *slash = '/';
  }
  snprintf(out, PATH_MAX, "%.*s", PATH_MAX - 1, whole);
}

static void name_change(char kind, int directory, const char *path, int other, const char *second) {
  if (trace_fd < 0) return;
  int saved = errno;
  char from[PATH_MAX], to[PATH_MAX];
  absolute(directory, path, from);
  if (second) absolute(other, second, to);
  if (which(from) == TRACED || (second && which(to) == TRACED)) {
    struct stat s;
    uint64_t inode = lstat(second ? to : from, &s) == 0 ? s.st_ino : 0;
    record(kind, 0, inode, 0, from, second ? to : 0, 0, 0, 0);
  }
  errno = saved;
}

static void written(int fd, uint64_t offset, const struct iovec *data, int count, ssize_t bytes) {
  int kind = kind_of(fd);
  if (bytes <= 0 || (kind & WHICH) < TRACED) return;
  if ((kind & WHICH) == ACKS) {
    record('A', 0, 0, offset, 0, 0, data, count, bytes);
  } else {
    record('W', kind & SYNCED ? DURABLE : 0, inode_of(fd), offset, 0, 0, data, count, bytes);
  }
}

static uint64_t behind(int fd, ssize_t bytes) {
  int saved = errno;
  off64_t at = lseek64(fd, 0, SEEK_CUR);
  errno = saved;
  return at < 0 ? 0 : (uint64_t)at - bytes;
}

/* What now lies in a stretch of a file: for changes whose bytes did not pass through here. */
static void reread(int fd, uint64_t offset, uint64_t bytes) {
  if ((kind_of(fd) & WHICH) != TRACED) return;
  int saved = errno;
  char link[64], buffer[65536];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  int copy = syscall(SYS_openat, AT_FDCWD, link, O_RDONLY | O_CLOEXEC, 0);
  while (copy >= 0 && bytes > 0) {
    ssize_t got = syscall(SYS_pread64, copy, buffer, bytes < sizeof buffer ? bytes : sizeof buffer, offset);
    if (got <= 0) break;
    struct iovec data = {buffer, got};
    record('W', 0, inode_of(fd), offset, 0, 0, &data, 1, got);
    offset += got, bytes -= got;
  }
  if (copy >= 0) syscall(SYS_close, copy);
  errno = saved;
}

static void size_now(int fd) {
  struct stat s;
  if ((kind_of(fd) & WHICH) == TRACED && fstat(fd, &s) == 0)
    record('T', 0, s.st_ino, s.st_size, 0, 0, 0, 0, 0);
}

/* ---- names ---- */

static int opened(int fd, int flags, int existed) {
  if (fd < 0 || fd >= MOST_FDS || trace_fd < 0) return fd;
  fds[fd] = UNKNOWN;
  if (!(flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) || (kind_of(fd) & WHICH) != TRACED) return fd;
  int saved = errno;
  char path[PATH_MAX];
  if ((flags & O_CREAT) && !existed && name_of(fd, path)) {
    record('C', 0, inode_of(fd), 0, path, 0, 0, 0, 0);
  } else if ((flags & O_TRUNC) && (flags & (O_WRONLY | O_RDWR))) {
    size_now(fd);
  }
  errno = saved;
  return fd;
}

static int exists(int directory, const char *path, int flags) {
  if (!(flags & O_CREAT) || trace_fd < 0) return 1;
  if (flags & O_EXCL) return 0;
  int saved = errno;
  struct stat s;
  int there = fstatat(directory, path, &s, 0) == 0;
  errno = saved;
  return there;
}

#define OPEN(name)                                                                   \
  int name(const char *path, int flags, ...) {                                       \
    REAL(int, name, const char *, int, ...);                                         \
    va_list rest;                                                                    \
    va_start(rest, flags);                                                           \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;          \
    va_end(rest);                                                                    \
    int existed = exists(AT_FDCWD, path, flags);                                     \
    return opened(real_##name(path, flags, mode), flags, existed);                   \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                 \
  int name(int directory, const char *path, int flags, ...) {                        \
    REAL(int, name, int, const char *, int, ...);                                    \
    va_list rest;                                                                    \
    va_start(rest, flags);                                                           \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;          \
    va_end(rest);                                                                    \
    int existed = exists(directory, path, flags);                                    \
    return opened(real_##name(directory, path, flags, mode), flags, existed);        \
  }
OPENAT(openat)
OPENAT(openat64)

int __open_2(const char *path, int flags) { return open(path, flags); }
int __open64_2(const char *path, int flags) { return open64(path, flags); }
int __openat_2(int directory, const char *path, int flags) { return openat(directory, path, flags); }
int __openat64_2(int directory, const char *path, int flags) { return openat64(directory, path, flags); }
int creat(const char *path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return open64(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

static FILE *stream_opened(FILE *file, const char *mode, int existed) {
  if (file && trace_fd >= 0 && (strpbrk(mode, "wa+"))) {
    int fd = fileno(file), flags = O_WRONLY | (mode[0] == 'r' ? 0 : O_CREAT) | (mode[0] == 'w' ? O_TRUNC : 0);
    opened(fd, flags, existed);
    if (fd < MOST_FDS && (kind_of(fd) & WHICH) == TRACED) fds[fd] |= STDIO;
  }
  return file;
}

#define FOPEN(name)                                                                  \
  FILE *name(const char *path, const char *mode) {                                   \
    REAL(FILE *, name, const char *, const char *);                                  \
    int existed = exists(AT_FDCWD, path, mode[0] == 'r' ? 0 : O_CREAT);              \
    return stream_opened(real_##name(path, mode), mode, existed);                    \
  }
FOPEN(fopen)
FOPEN(fopen64)

static void stream_written(int fd) {
  if (fd >= 0 && fd < MOST_FDS && (fds[fd] & STDIO)) {
    size_now(fd);
    reread(fd, 0, UINT64_MAX);
  }
}

int fclose(FILE *file) {
  REAL(int, fclose, FILE *);
  int fd = file ? fileno(file) : -1;
  if (trace_fd >= 0 && fd >= 0 && fd < MOST_FDS) {
    if (fds[fd] & STDIO) {
      fflush(file);
      stream_written(fd);
    }
    fds[fd] = UNKNOWN;
  }
  return real_fclose(file);
}

int close(int fd) {
  REAL(int, close, int);
  if (fd >= 0 && fd == trace_fd) return 0;
  if (fd >= 0 && fd < MOST_FDS) fds[fd] = UNKNOWN;
  return real_close(fd);
}

int dup2(int from, int to) {
  REAL(int, dup2, int, int);
  if (to >= 0 && to < MOST_FDS) fds[to] = UNKNOWN;
  return real_dup2(from, to);
}

int dup3(int from, int to, int flags) {
  REAL(int, dup3, int, int, int);
  if (to >= 0 && to < MOST_FDS) fds[to] = UNKNOWN;
  return real_dup3(from, to, flags);
}

#define AFTER(call, ...)          \
  int result = call;              \
  if (result == 0) __VA_ARGS__;   \
  return result

int rename(const char *from, const char *to) {
  REAL(int, rename, const char *, const char *);
  AFTER(real_rename(from, to), name_change('R', AT_FDCWD, from, AT_FDCWD, to));
}

int renameat(int a, const char *from, int b, const char *to) {
  REAL(int, renameat, int, const char *, int, const char *);
  AFTER(real_renameat(a, from, b, to), name_change('R', a, from, b, to));
}

int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
  REAL(int, renameat2, int, const char *, int, const char *, unsigned);
  AFTER(real_renameat2(a, from, b, to, flags), name_change('R', a, from, b, to));
}

int link(const char *from, const char *to) {
  REAL(int, link, const char *, const char *);
  AFTER(real_link(from, to), name_change('L', AT_FDCWD, from, AT_FDCWD, to));
}

int linkat(int a, const char *from, int b, const char *to, int flags) {
  REAL(int, linkat, int, const char *, int, const char *, int);
  AFTER(real_linkat(a, from, b, to, flags), name_change('L', a, from, b, to));
}

int unlink(const char *path) {
  REAL(int, unlink, const char *);
  AFTER(real_unlink(path), name_change('U', AT_FDCWD, path, 0, 0));
}

int unlinkat(int directory, const char *path, int flags) {
  REAL(int, unlinkat, int, const char *, int);
  AFTER(real_unlinkat(directory, path, flags), name_change('U', directory, path, 0, 0));
}

int remove(const char *path) {
  REAL(int, remove, const char *);
  AFTER(real_remove(path), name_change('U', AT_FDCWD, path, 0, 0));
}

int rmdir(const char *path) {
  REAL(int, rmdir, const char *);
  AFTER(real_rmdir(path), name_change('U', AT_FDCWD, path, 0, 0));
}

int mkdir(const char *path, mode_t mode) {
  REAL(int, mkdir, const char *, mode_t);
  AFTER(real_mkdir(path, mode), name_change('D', AT_FDCWD, path, 0, 0));
}

int mkdirat(int directory, const char *path, mode_t mode) {
  REAL(int, mkdirat, int, const char *, mode_t);
  AFTER(real_mkdirat(directory, path, mode), name_change('D', directory, path, 0, 0));
}

int symlink(const char *target, const char *path) {
  REAL(int, symlink, const char *, const char *);
  AFTER(real_symlink(target, path), name_change('Y', AT_FDCWD, path, 0, 0));
}

/* ---- contents ---- */

ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(ssize_t, write, int, const void *, size_t);
  ssize_t done = real_write(fd, bytes, count);
  if (done > 0 && (kind_of(fd) & WHICH) >= TRACED) {
    struct iovec data = {(void *)bytes, count};
    written(fd, behind(fd, done), &data, 1, done);
  }
  return done;
}

ssize_t writev(int fd, const struct iovec *data, int count) {
  REAL(ssize_t, writev, int, const struct iovec *, int);
  ssize_t done = real_writev(fd, data, count);
  if (done > 0 && (kind_of(fd) & WHICH) >= TRACED) written(fd, behind(fd, done), data, count, done);
  return done;
}

#define PWRITE(name)                                                       \
  ssize_t name(int fd, const void *bytes, size_t count, off64_t offset) {  \
    REAL(ssize_t, name, int, const void *, size_t, off64_t);               \
    ssize_t done = real_##name(fd, bytes, count, offset);                  \
    struct iovec data = {(void *)bytes, count};                            \
    written(fd, offset, &data, 1, done);                                   \
    return done;                                                           \
  }
PWRITE(pwrite)
PWRITE(pwrite64)
PWRITE(__pwrite64)

#define PWRITEV(name)                                                              \
  ssize_t name(int fd, const struct iovec *data, int count, off64_t offset) {      \
    REAL(ssize_t, name, int, const struct iovec *, int, off64_t);                  \
    ssize_t done = real_##name(fd, data, count, offset);                           \
    written(fd, offset, data, count, done);                                        \
    return done;                                                                   \
  }
PWRITEV(pwritev)
PWRITEV(pwritev64)

#define PWRITEV2(name)                                                                      \
  ssize_t name(int fd, const struct iovec *data, int count, off64_t offset, int flags) {    \
    REAL(ssize_t, name, int, const struct iovec *, int, off64_t, int);                      \
    ssize_t done = real_##name(fd, data, count, offset, flags);                             \
    if (done > 0 && (kind_of(fd) & WHICH) >= TRACED)                                        \
      written(fd, offset == -1 ? behind(fd, done) : (uint64_t)offset, data, count, done);   \
    return done;                                                                            \
  }
PWRITEV2(pwritev2)
PWRITEV2(pwritev64v2)

#define TRUNCATE(name)                               \
  int name(int fd, off64_t size) {                   \
    REAL(int, name, int, off64_t);                   \
    AFTER(real_##name(fd, size), size_now(fd));      \
  }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

static void path_size_now(const char *path) {
  if (trace_fd < 0) return;
  int fd = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) return;
  if (fd < MOST_FDS) fds[fd] = UNKNOWN;
  size_now(fd);
  close(fd);
}

#define PATH_TRUNCATE(name)                                  \
  int name(const char *path, off64_t size) {                 \
    REAL(int, name, const char *, off64_t);                  \
    AFTER(real_##name(path, size), path_size_now(path));     \
  }
PATH_TRUNCATE(truncate)
PATH_TRUNCATE(truncate64)

static void allocated(int fd, int mode, off64_t offset, off64_t bytes) {
  if (mode & (FALLOC_FL_PUNCH_HOLE | FALLOC_FL_ZERO_RANGE)) reread(fd, offset, bytes);
  if (!(mode & FALLOC_FL_KEEP_SIZE)) size_now(fd);
}

#define FALLOCATE(name)                                                              \
  int name(int fd, int mode, off64_t offset, off64_t bytes) {                        \
    REAL(int, name, int, int, off64_t, off64_t);                                     \
    AFTER(real_##name(fd, mode, offset, bytes), allocated(fd, mode, offset, bytes)); \
  }
FALLOCATE(fallocate)
FALLOCATE(fallocate64)

#define POSIX_FALLOCATE(name)                                        \
  int name(int fd, off64_t offset, off64_t bytes) {                  \
    REAL(int, name, int, off64_t, off64_t);                          \
    AFTER(real_##name(fd, offset, bytes), size_now(fd));             \
  }
POSIX_FALLOCATE(posix_fallocate)
POSIX_FALLOCATE(posix_fallocate64)

#define SENDFILE(name)                                                       \
  ssize_t name(int to, int from, off64_t *offset, size_t count) {            \
    REAL(ssize_t, name, int, int, off64_t *, size_t);                        \
    ssize_t done = real_##name(to, from, offset, count);                     \
    if (done > 0) reread(to, behind(to, done), done);                        \
    return done;                                                             \
  }
SENDFILE(sendfile)
SENDFILE(sendfile64)

ssize_t copy_file_range(int from, off64_t *in, int to, off64_t *out, size_t count, unsigned flags) {
  REAL(ssize_t, copy_file_range, int, off64_t *, int, off64_t *, size_t, unsigned);
  ssize_t done = real_copy_file_range(from, in, to, out, count, flags);
  if (done > 0) reread(to, out ? (uint64_t)*out - done : behind(to, done), done);
  return done;
}

static void *mapped(void *at, int protection, int flags, int fd) {
  char path[PATH_MAX];
  if (at != MAP_FAILED && fd >= 0 && (protection & PROT_WRITE) && (flags & MAP_SHARED) &&
      (kind_of(fd) & WHICH) == TRACED && name_of(fd, path))
    record('M', 0, inode_of(fd), 0, path, 0, 0, 0, 0);
  return at;
}

#define MMAP(name)                                                                        \
  void *name(void *at, size_t bytes, int protection, int flags, int fd, off64_t offset) { \
    REAL(void *, name, void *, size_t, int, int, int, off64_t);                           \
    return mapped(real_##name(at, bytes, protection, flags, fd, offset), protection, flags, fd); \
  }
MMAP(mmap)
MMAP(mmap64)

/* ---- syncs ---- */

static uint64_t sync_begins(int fd, char kind, int flags) {
  if (trace_fd < 0 || (fd >= 0 && (kind_of(fd) & WHICH) != TRACED)) return 0;
  stream_written(fd);
  uint64_t token = ((uint64_t)getpid() << 32) + atomic_fetch_add(&tokens, 1) + 1;
  record(kind, flags, fd >= 0 ? inode_of(fd) : 0, token, 0, 0, 0, 0, 0);
  return token;
}

static void sync_ended(uint64_t token) {
  if (token) record('f', 0, 0, token, 0, 0, 0, 0, 0);
}

int fsync(int fd) {
  REAL(int, fsync, int);
  uint64_t token = sync_begins(fd, 'F', 0);
  AFTER(real_fsync(fd), sync_ended(token));
}

int fdatasync(int fd) {
  REAL(int, fdatasync, int);
  uint64_t token = sync_begins(fd, 'F', 1);
  AFTER(real_fdatasync(fd), sync_ended(token));
}

int syncfs(int fd) {
  REAL(int, syncfs, int);
  uint64_t token = sync_begins(-1, 'S', 0);
  AFTER(real_syncfs(fd), sync_ended(token));
}

void sync(void) {
  REAL(void, sync, void);
  uint64_t token = sync_begins(-1, 'S', 0);
  real_sync();
  sync_ended(token);
}
