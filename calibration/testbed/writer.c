/*
 * A testbed guest's ticks, and a writer with a rate of its own where stress writes as fast as it can. Static, for the
 * initramfs.
 *
 *   writer ticks                a line each 100 ms for ever: tick NUMBER SECONDS-SINCE-BOOT FREE-KIB. It opens no file
 *                               and takes no memory: pages that the ticks themselves need would be faults of a
 *                               post-copy, each of them a round trip in which the load stands still
 *   writer memory BYTES RATE    RATE pages a second, drawn uniformly from BYTES, each given a new number
 *   writer disk FILE BYTES RATE the first BYTES of FILE again and again, RATE bytes a second, past the page cache
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>
#include <time.h>
#include <unistd.h>

enum { PAGE = 4096, BLOCK = 65536, TICK_NS = 10000000, LINE = 80, LINE_NS = 100000000, SECOND_NS = 1000000000 };

static uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * SECOND_NS + t.tv_nsec;
}

static uint64_t random_next(void) { /* xorshift64* */
    static uint64_t state = 0x9E3779B97F4A7C15u;
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545F4914F6CDD1Du;
}

/* How many writes are due since the last call; time in which the guest stood still is not made up for. */
static uint64_t due(uint64_t rate) {
    static uint64_t last, left;
    struct timespec tick = {0, TICK_NS};
    nanosleep(&tick, NULL);
    uint64_t now = now_ns();
    uint64_t passed = last == 0 || now - last > SECOND_NS ? TICK_NS : now - last;
    last = now;
    left += passed * rate;
    uint64_t n = left / SECOND_NS;
    left %= SECOND_NS;
    return n;
}

static int write_memory(uint64_t bytes, uint64_t rate) {
    char *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    for (uint64_t i = 0; i < bytes; i += 8) { /* Pages that hold something, all different. */
        *(uint64_t *)(memory + i) = random_next();
    }
    for (uint64_t number = 1;;) {
        for (uint64_t n = due(rate); n > 0; n--) {
            *(uint64_t *)(memory + random_next() % (bytes / PAGE) * PAGE) = number++;
        }
    }
}

static int write_disk(const char *file, uint64_t bytes, uint64_t rate) {
    int fd = open(file, O_WRONLY | O_DIRECT);
    uint64_t *block = NULL;
    if (fd < 0 || posix_memalign((void **)&block, PAGE, BLOCK) != 0) {
        perror(file);
        return 1;
    }
    for (uint64_t at = 0, left = 0;;) {
        for (left += due(rate); left >= BLOCK; left -= BLOCK) {
            for (int i = 0; i < BLOCK / 8; i += PAGE / 8) {
                block[i] = random_next();
            }
            if (pwrite(fd, block, BLOCK, at) != BLOCK) {
                perror("pwrite");
                return 1;
            }
            at = at + 2 * BLOCK <= bytes ? at + BLOCK : 0;
        }
    }
}

static void tick(void) {
    struct timespec pause = {0, LINE_NS};
    for (unsigned long number = 0;; number++) {
        struct timespec up;
        struct sysinfo memory;
        char line[LINE];
        clock_gettime(CLOCK_BOOTTIME, &up);
        sysinfo(&memory);
        int size = snprintf(line, sizeof line, "tick %lu %ld.%02ld %lu\n", number, (long)up.tv_sec,
                            up.tv_nsec / 10000000, memory.freeram / 1024 * memory.mem_unit);
        for (int at = 0; at < size;) {
            ssize_t written = write(STDOUT_FILENO, line + at, size - at);
            at += written > 0 ? written : 0;
        }
        nanosleep(&pause, NULL);
    }
}

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "ticks") == 0) {
        tick();
    }
    if (argc == 4 && strcmp(argv[1], "memory") == 0) {
        return write_memory(strtoull(argv[2], NULL, 10), strtoull(argv[3], NULL, 10));
    }
    if (argc == 5 && strcmp(argv[1], "disk") == 0) {
        return write_disk(argv[2], strtoull(argv[3], NULL, 10), strtoull(argv[4], NULL, 10));
    }
    fprintf(stderr, "usage: writer ticks | writer memory BYTES RATE | writer disk FILE BYTES RATE\n");
    return 2;
}
