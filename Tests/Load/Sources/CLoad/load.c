#include "CLoad.h"

#include <fcntl.h>
#include <pty.h>
#include <sys/socket.h>
#include <unistd.h>

int load_accept(int listener) { return accept4(listener, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC); }

pid_t load_start(int *terminal, const char *program, char *const arguments[], char *const environment[], int rows,
                 int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  pid_t child = forkpty(terminal, 0, 0, &size);
  if (child == 0) {
    execve(program, arguments, environment);
    _exit(127);
  }
  if (child > 0) fcntl(*terminal, F_SETFL, O_NONBLOCK);
  return child;
}
