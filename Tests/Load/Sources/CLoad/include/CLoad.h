// What Swift's Glibc module leaves out: waiting for thousands of connections at once, and a process on a terminal.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <sys/epoll.h>
#include <sys/types.h>

/// The next connection of a listener, set not to block; negative where there is none.
int load_accept(int listener);

/// Starts a program on a new terminal of that size; its process, or -1. Gives our end of the terminal, set not to block.
pid_t load_start(int *terminal, const char *program, char *const arguments[], char *const environment[], int rows,
                 int columns);
