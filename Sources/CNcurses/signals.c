#define _GNU_SOURCE
#include "CNcurses.h"
#include "state.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

volatile sig_atomic_t cn_is_ours = 0;
const cn_words *volatile cn_farewell = NULL;
int cn_signal_pipe[2] = {-1, -1};
int cn_wake_fd = -1;

static struct termios found;
static int has_found = 0;
static int real_stderr = -1, hidden_stderr = -1;
// How many requests to end have come that nobody has looked at.
static volatile sig_atomic_t unread_ends = 0;

static const int told[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGUSR1, SIGUSR2, SIGALRM};
static const int fatal[] = {SIGSEGV, SIGILL, SIGBUS, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGXCPU, SIGXFSZ};

void cn_keep_terminal(void) {
    if (tcgetattr(STDIN_FILENO, &found) != 0) return;
    has_found = 1;
    // A predecessor that was killed left the terminal raw: what it should have been is put back at our end.
    if (!(found.c_lflag & ICANON) && !(found.c_lflag & ECHO)) {
        found.c_lflag |= ICANON | ECHO | ISIG | IEXTEN;
        found.c_iflag |= ICRNL | IXON;
        found.c_oflag |= OPOST;
    }
}

int cn_is_in_foreground(void) {
    pid_t group = tcgetpgrp(STDIN_FILENO);
    return group < 0 || group == getpgrp();
}

void cn_make_room(void) {
    struct pollfd room = {.fd = STDOUT_FILENO, .events = POLLOUT};
    if (poll(&room, 1, 0) != 0) return;
    tcflush(STDOUT_FILENO, TCOFLUSH);
    (void)!write(STDOUT_FILENO, "\030", 1);
}

void cn_restore_now(void) {
    if (!cn_is_ours) return;
    cn_is_ours = 0;
    // In the background the shell has the modes: to set them would stop us, and spoil the shell's own.
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &stop, &before);
    cn_make_room();
    const cn_words *words = cn_farewell;
    if (words) (void)!write(STDOUT_FILENO, words->bytes, words->count);
    if (has_found && cn_is_in_foreground()) tcsetattr(STDIN_FILENO, TCSANOW, &found);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void on_told(int signal) {
    int error = errno;
    if (signal == SIGTERM || signal == SIGHUP || signal == SIGINT || signal == SIGQUIT) {
        // Nobody has looked at the last one: the loop is stuck, and asking a second time means now.
        if (++unread_ends > 1) {
            cn_restore_now();
            _exit(128 + signal);
        }
    }
    unsigned char byte = (unsigned char)signal;
    (void)!write(cn_signal_pipe[1], &byte, 1);
    errno = error;
}

static void on_fatal(int signal) {
    cn_restore_now();
    cn_show_stderr();
    // Not Swift's own handler, which was there before: it asks on the terminal what to show, and waits for an answer.
    struct sigaction end = {.sa_handler = SIG_DFL};
    sigaction(signal, &end, NULL);
    raise(signal);
}

void cn_install_signals(void) {
    if (cn_signal_pipe[0] >= 0) return;
    if (pipe2(cn_signal_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return;
    cn_wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    static char stack[65536];
    stack_t alternative = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&alternative, NULL);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigfillset(&action.sa_mask);
    action.sa_handler = on_told;
    action.sa_flags = SA_RESTART;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        struct sigaction old;
        sigaction(told[i], NULL, &old);
        // What a parent ignores (nohup) stays ignored; the hang-up is read from the terminal itself.
        if (old.sa_handler == SIG_IGN && (told[i] == SIGHUP || told[i] == SIGINT || told[i] == SIGQUIT)) continue;
        sigaction(told[i], &action, NULL);
    }
    action.sa_handler = on_fatal;
    action.sa_flags = SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) sigaction(fatal[i], &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

int cn_next_signal(void) {
    unsigned char byte = 0;
    if (read(cn_signal_pipe[0], &byte, 1) != 1) return 0;
    if (byte == SIGTERM || byte == SIGHUP || byte == SIGINT || byte == SIGQUIT) unread_ends = 0;
    return byte;
}

void cn_wake(void) {
    uint64_t one = 1;
    (void)!write(cn_wake_fd, &one, sizeof one);
}

int cn_wait(int milliseconds, int output) {
    struct pollfd fds[4] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = cn_signal_pipe[0], .events = POLLIN},
        {.fd = cn_wake_fd, .events = POLLIN},
        {.fd = output ? STDOUT_FILENO : -1, .events = POLLOUT},
    };
    int seen = 0;
    if (poll(fds, 4, milliseconds) < 0) return errno == EINTR ? CN_SIGNAL : CN_HUNG_UP;
    if (fds[1].revents & POLLIN) seen |= CN_SIGNAL;
    if (fds[2].revents & POLLIN) {
        uint64_t count;
        (void)!read(cn_wake_fd, &count, sizeof count);
        seen |= CN_WOKEN;
    }
    if (fds[3].revents & POLLOUT) seen |= CN_WRITABLE;
    if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) seen |= CN_HUNG_UP;
    if (fds[0].revents & POLLIN) {
        int waiting = 0;
        // Readable with nothing to read is the end of the file, which a closed terminal gives for ever.
        if (ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0) seen |= CN_HUNG_UP;
        else seen |= CN_INPUT;
    }
    return seen;
}

void cn_hide_stderr(void) {
    // What goes to a file or a journal spoils no screen, and is wanted there even if we are killed.
    if (real_stderr >= 0 || !isatty(STDERR_FILENO)) return;
    hidden_stderr = memfd_create("mptop-stderr", MFD_CLOEXEC);
    real_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
    if (hidden_stderr >= 0 && real_stderr >= 0) dup2(hidden_stderr, STDERR_FILENO);
}

void cn_show_stderr(void) {
    if (real_stderr < 0 || hidden_stderr < 0) return;
    dup2(real_stderr, STDERR_FILENO);
    char bytes[512];
    lseek(hidden_stderr, 0, SEEK_SET);
    ssize_t count;
    while ((count = read(hidden_stderr, bytes, sizeof bytes)) > 0) (void)!write(STDERR_FILENO, bytes, (size_t)count);
    close(real_stderr);
    close(hidden_stderr);
    real_stderr = hidden_stderr = -1;
}
