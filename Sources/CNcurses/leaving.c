// Giving the terminal back: for good, for a while, and by whatever hand.
#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"
#include "state.h"

#include <curses.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

// term.h names its capabilities as it likes.
#undef columns
#undef lines

// The farewells of cn_restore_now, by whether curses has the terminal.
static cn_words alone, after_curses;
static cn_words *spelled;

static int spell(int byte) {
    if (spelled->count < sizeof spelled->bytes) spelled->bytes[spelled->count++] = (char)byte;
    return byte;
}

static void spell_word(const char *capability) {
    if (capability && capability != (char *)-1) tputs(capability, 1, spell);
}

void cn_spell_farewells(void) {
    // Modes that curses does not know of. A terminal that moves its cursor by ESC [ skips those it does not know either.
    int is_ansi = strncmp(cursor_address, "\033[", 2) == 0;
    spelled = &after_curses;
    spelled->count = 0;
    if (is_ansi) spell_word("\033[?2026l\033[?2004l\033[?1006l\033[?1000l");
    alone = after_curses;
    spelled = &alone;
    spell_word(exit_attribute_mode);
    spell_word(orig_pair);
    spell_word(keypad_local);
    // Without another screen to leave, what follows begins below the frame.
    spell_word(exit_ca_mode ? exit_ca_mode : tparm(cursor_address, LINES - 1, 0, 0, 0, 0, 0, 0, 0, 0));
    spell_word(cursor_normal);
    cn_farewell = &alone;
}

// Curses says what it has to say to the terminal; the rest is cn_restore_now's.
static void give_back(void) {
    cn_make_room();
    if (cn_is_in_foreground()) {
        endwin();
        cn_farewell = &after_curses;
    }
    cn_restore_now();
}

// Curses says it all anew with the next frame.
static void take_again(void) {
    // In the background this stops us until we are in the foreground.
    reset_prog_mode();
    cn_farewell = &alone;
    cn_is_ours = 1;
    clearok(curscr, TRUE);
}

void cn_close(int keep) {
    if (!cn_is_ours) return;
    give_back();
    if (keep && exit_ca_mode) {
        // The frame is gone with the alternate screen; print it once more where the prompt will be.
        for (int y = 0; y < LINES; y++) {
            char line[8192];
            wchar_t wide[2048];
            if (mvwinnwstr(stdscr, y, 0, wide, 2047) == ERR) continue;
            size_t length = wcslen(wide);
            while (length > 0 && wide[length - 1] == L' ') wide[--length] = 0;
            if (wcstombs(line, wide, sizeof line) == (size_t)-1) continue;
            dprintf(STDOUT_FILENO, "%s\n", line);
        }
    }
    cn_show_stderr();
}

static pid_t parent_of(pid_t process) {
    char path[32], text[512];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)process);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t count = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0) close(fd);
    if (count <= 0) return 0;
    text[count] = 0;
    // The name stands in parentheses and may hold some itself.
    const char *rest = strrchr(text, ')');
    int parent = 0;
    return rest && sscanf(rest, ") %*c %d", &parent) == 1 ? parent : 0;
}

int cn_can_suspend(void) {
    // A shell with job control is in our session and in another group, maybe behind a wrapper in ours, such as sudo;
    // without one nobody would make us go on.
    for (pid_t parent = getppid(); parent > 1; parent = parent_of(parent)) {
        if (getsid(parent) != getsid(0)) return 0;
        if (getpgid(parent) != getpgrp()) return 1;
    }
    return 0;
}

void cn_suspend(void) {
    give_back();
    // SIGCONT too: that we go on is seen here.
    struct sigaction standard = {.sa_handler = SIG_DFL}, on_stop, on_continue;
    sigaction(SIGTSTP, &standard, &on_stop);
    sigaction(SIGCONT, &standard, &on_continue);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &on_stop, NULL);
    sigaction(SIGCONT, &on_continue, NULL);
    take_again();
}

int cn_continue(void) {
    // To take the terminal in the background stops us. A signal that was sent while we were stopped, to end us maybe, is
    // told by another thread, and may come a moment after this one.
    struct pollfd told = {.fd = cn_signal_pipe[0], .events = POLLIN};
    if (!cn_is_in_foreground() && poll(&told, 1, 300) > 0) return 0;
    // What happened to the terminal meanwhile nobody knows; curses says everything anew after an endwin.
    if (cn_is_in_foreground()) endwin();
    take_again();
    return 1;
}
