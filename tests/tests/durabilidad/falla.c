/*
 * Makes one call of a program fail, the n-th of those that change files of one folder.
 *
 * Loaded with LD_PRELOAD by `fallas.rs`, never part of the product. Environment:
 *   FALLA_CARPETA  only files below it count
 *   FALLA_N        which call fails; 0 only counts
 *   FALLA_TIPO     enospc, eio, corta (half a write, once) or lleno (no space from that call on)
 *   FALLA_CUENTA   file that receives, at the end, how many calls there were
 *   FALLA_AVISO    file that receives the name of the call that failed
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long llamadas;

static const char *variable(const char *nombre) {
    const char *valor = getenv(nombre);
    return valor ? valor : "";
}

static int dentro(const char *ruta) {
    const char *carpeta = variable("FALLA_CARPETA");
    size_t largo = strlen(carpeta), total = strlen(ruta);
    if (largo == 0 || strncmp(ruta, carpeta, largo) != 0) return 0;
    /* The shared-memory index is no content: recovery makes it again. */
    return total < 4 || strcmp(ruta + total - 4, "-shm") != 0;
}

static int descriptor_dentro(int fd) {
    char enlace[64], ruta[PATH_MAX];
    snprintf(enlace, sizeof enlace, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(enlace, ruta, sizeof ruta - 1);
    if (n < 0) return 0;
    ruta[n] = 0;
    return dentro(ruta);
}

static void anotar(const char *donde, const char *texto) {
    int fd = (int)syscall(SYS_openat, AT_FDCWD, donde, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (fd < 0) return;
    ssize_t escrito = syscall(SYS_write, fd, texto, strlen(texto));
    (void)escrito;
    syscall(SYS_close, fd);
}

/* What this call must do: 0 work, an errno to fail with, or -1 to write only half. */
static int suerte(const char *nombre, int escribe) {
    const char *tipo = variable("FALLA_TIPO");
    int corta = strcmp(tipo, "corta") == 0, lleno = strcmp(tipo, "lleno") == 0;
    if (corta && !escribe) return 0;
    long n = atoll(variable("FALLA_N")), esta = atomic_fetch_add(&llamadas, 1) + 1;
    if (n == 0 || esta < n || (esta > n && !lleno)) return 0;
    /* On a full disk what is already there can still be renamed and synced. */
    if (lleno && esta > n && !escribe && strcmp(nombre, "open") != 0) return 0;
    if (esta == n) anotar(variable("FALLA_AVISO"), nombre);
    if (corta) return -1;
    return strcmp(tipo, "eio") == 0 ? EIO : ENOSPC;
}

__attribute__((destructor)) static void contar(void) {
    char texto[32];
    snprintf(texto, sizeof texto, "%ld", atomic_load(&llamadas));
    anotar(variable("FALLA_CUENTA"), texto);
}

#define REAL(tipo, nombre, ...)                                          \
    static tipo (*real)(__VA_ARGS__);                                    \
    if (!real) real = (tipo(*)(__VA_ARGS__))dlsym(RTLD_NEXT, nombre)

#define FALLAR(codigo) do { errno = (codigo); return -1; } while (0)

#define ABRIR(simbolo, nombre)                                           \
    int simbolo(const char *ruta, int modo, ...) {                       \
        REAL(int, nombre, const char *, int, ...);                       \
        mode_t permisos = 0;                                             \
        if (modo & (O_CREAT | O_TMPFILE)) {                              \
            va_list resto;                                               \
            va_start(resto, modo);                                       \
            permisos = va_arg(resto, mode_t);                            \
            va_end(resto);                                               \
        }                                                                \
        int no_hay_lugar = strcmp(variable("FALLA_TIPO"), "eio") != 0;   \
        if (dentro(ruta) && (!no_hay_lugar || (modo & O_CREAT))) {       \
            int codigo = suerte("open", 0);                              \
            if (codigo > 0) FALLAR(codigo);                              \
        }                                                                \
        return real(ruta, modo, permisos);                               \
    }
ABRIR(open, "open")
ABRIR(open64, "open64")

#define ESCRIBIR_EN(simbolo, nombre, desde_t)                            \
    ssize_t simbolo(int fd, const void *bytes, size_t largo, desde_t desde) { \
        REAL(ssize_t, nombre, int, const void *, size_t, desde_t);       \
        if (descriptor_dentro(fd)) {                                     \
            int codigo = suerte("pwrite", 1);                            \
            if (codigo > 0) FALLAR(codigo);                              \
            if (codigo < 0 && largo > 1) largo /= 2;                     \
        }                                                                \
        return real(fd, bytes, largo, desde);                            \
    }
ESCRIBIR_EN(pwrite, "pwrite", off_t)
ESCRIBIR_EN(pwrite64, "pwrite64", off64_t)

ssize_t write(int fd, const void *bytes, size_t largo) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (descriptor_dentro(fd)) {
        int codigo = suerte("write", 1);
        if (codigo > 0) FALLAR(codigo);
        if (codigo < 0 && largo > 1) largo /= 2;
    }
    return real(fd, bytes, largo);
}

#define DE_DESCRIPTOR(simbolo, nombre, que)                              \
    int simbolo(int fd) {                                                \
        REAL(int, nombre, int);                                          \
        if (descriptor_dentro(fd)) {                                     \
            int codigo = suerte(que, 0);                                 \
            if (codigo > 0) FALLAR(codigo);                              \
        }                                                                \
        return real(fd);                                                 \
    }
DE_DESCRIPTOR(fsync, "fsync", "fsync")
DE_DESCRIPTOR(fdatasync, "fdatasync", "fdatasync")

#define RECORTAR(simbolo, nombre, largo_t)                               \
    int simbolo(int fd, largo_t largo) {                                 \
        REAL(int, nombre, int, largo_t);                                 \
        if (descriptor_dentro(fd)) {                                     \
            int codigo = suerte("ftruncate", 0);                         \
            if (codigo > 0) FALLAR(codigo);                              \
        }                                                                \
        return real(fd, largo);                                          \
    }
RECORTAR(ftruncate, "ftruncate", off_t)
RECORTAR(ftruncate64, "ftruncate64", off64_t)

int rename(const char *de, const char *a) {
    REAL(int, "rename", const char *, const char *);
    if (dentro(a)) {
        int codigo = suerte("rename", 0);
        if (codigo > 0) FALLAR(codigo);
    }
    return real(de, a);
}

int mkdir(const char *ruta, mode_t permisos) {
    REAL(int, "mkdir", const char *, mode_t);
    if (dentro(ruta)) {
        int codigo = suerte("mkdir", 0);
        if (codigo > 0) FALLAR(codigo);
    }
    return real(ruta, permisos);
}
