#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"
#include "state.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <term.h>
#include <unistd.h>

// term.h names its capabilities as it likes.
#undef columns
#undef lines

static SCREEN *screen;
// Keys are read through a pad: curses refreshes any other window by itself before it reads, piece by piece.
static WINDOW *keys;
static FILE *out;
// curses writes to out_fd; it is the terminal's (tty_fd) except while a frame is collected in frame_fd.
static int out_fd = -1, tty_fd = -1, frame_fd = -1;
// A second opening of the terminal whose writes never wait: O_NONBLOCK on a shared one would reach the shell.
static int quick_fd = -1;
static uint8_t *frame;
static size_t frame_room;

static struct { attr_t attributes; int pair; } styles[64];

int cn_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

int cn_colours(void) {
    int colours = screen ? COLORS : 0;
    return colours > 0 && has_colors() ? colours : 0;
}

void cn_size(int *columns, int *rows) {
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) ioctl(STDIN_FILENO, TIOCGWINSZ, &size);
    *columns = size.ws_col;
    *rows = size.ws_row;
}

// A second opening of the terminal on standard output. By its name it may be forbidden, as after `su`; /dev/tty never is.
static int open_again(void) {
    const char *names[] = {ttyname(STDOUT_FILENO), "/dev/tty"};
    unsigned int wanted = 0, device = 0;
    int is_known = ioctl(STDOUT_FILENO, TIOCGDEV, &wanted) == 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int fd = names[i] ? open(names[i], O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) : -1;
        if (fd < 0) continue;
        if (i == 0 || (is_known && ioctl(fd, TIOCGDEV, &device) == 0 && device == wanted)) return fd;
        close(fd);
    }
    return -1;
}

static int open_terminal(const char *term) {
    int error = 0;
    if (setupterm(term, STDOUT_FILENO, &error) != OK) return CN_UNKNOWN_TERM;
    if (!cursor_address || !clear_screen) return CN_TOO_SIMPLE;
    tty_fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10);
    out_fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10);
    frame_fd = memfd_create("mptop-frame", MFD_CLOEXEC);
    quick_fd = open_again();
    if (tty_fd < 0 || out_fd < 0 || frame_fd < 0 || !(out = fdopen(out_fd, "w"))) return CN_FAILED;
    screen = newterm(term, out, stdin);
    return screen ? CN_OK : CN_FAILED;
}

static int wants_utf8(void) {
    const char *names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        // The first that is set decides.
        if (value && *value) return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
    }
    return 0;
}

int cn_open_built_in(void) {
    setenv("TERMINFO", cn_built_in_terminal, 1);
    int result = cn_open("mptop-ansi");
    // For the children of this process it would only be odd.
    unsetenv("TERMINFO");
    return result;
}

int cn_open(const char *term) {
    // SSH hands on a locale that this machine may not have: what it says of the encoding still holds.
    if (!setlocale(LC_CTYPE, "") && wants_utf8()) setlocale(LC_CTYPE, "C.UTF-8");
    // Only words about the terminal may come from it: LINES and COLUMNS of a parent would lie after a resize.
    unsetenv("LINES");
    unsetenv("COLUMNS");
    cn_keep_terminal();
    // Before newterm: curses then leaves SIGWINCH to us.
    cn_install_signals();
    int result = open_terminal(term);
    if (result != CN_OK) return result;
    cn_spell_farewells();
    cn_is_ours = 1;
    cn_hide_stderr();
    if (!(keys = newpad(1, 1))) return CN_FAILED;
    raw();
    noecho();
    nonl();
    typeahead(-1);
    keypad(stdscr, TRUE);
    keypad(keys, TRUE);
    nodelay(keys, TRUE);
    leaveok(stdscr, TRUE);
    scrollok(stdscr, FALSE);
    idlok(stdscr, FALSE);
    set_escdelay(25);
    // Where a cursor cannot be hidden, it rests in the corner instead of in a figure.
    if (curs_set(0) == ERR) leaveok(stdscr, FALSE);
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    // Bracketed paste: what is pasted must not be taken for commands.
    define_key("\033[200~", KEY_F(60));
    define_key("\033[201~", KEY_F(61));
    // The mouse, in both of the forms in which terminals tell of it.
    define_key("\033[<", KEY_F(58));
    define_key("\033[M", KEY_F(59));
    return CN_OK;
}

void cn_resize(int columns, int rows) {
    resizeterm(rows, columns);
    clearok(curscr, TRUE);
}

void cn_style(int index, int foreground, int background, int attributes) {
    if (index < 0 || index >= 64) return;
    attr_t bits = 0;
    if (attributes & CN_BOLD) bits |= A_BOLD;
    if (attributes & CN_DIM) bits |= A_DIM;
    if (attributes & CN_UNDERLINE) bits |= A_UNDERLINE;
    if (attributes & CN_REVERSE) bits |= A_REVERSE;
    int pair = 0;
    // alloc_pair fails beyond COLORS, and a row with a failed pair is not drawn at all.
    if (cn_colours() > 0 && foreground < COLORS && background < COLORS && (foreground >= 0 || background >= 0)) {
        pair = alloc_pair(foreground, background);
        if (pair < 0) pair = 0;
    }
    styles[index].attributes = bits;
    styles[index].pair = pair;
}

void cn_cells(int x, int y, const uint32_t *scalars, const uint8_t *indices, int count) {
    enum { ROOM = 256 };
    cchar_t cells[ROOM + 1];
    int done = 0, column = x;
    while (done < count) {
        int used = 0, width = 0;
        while (used < ROOM && done < count) {
            wchar_t text[2] = {(wchar_t)scalars[done], 0};
            int pair = styles[indices[done] & 63].pair;
            if (setcchar(&cells[used], text, styles[indices[done] & 63].attributes, (short)(pair < 32767 ? pair : 0), &pair) == ERR) {
                text[0] = L' ';
                setcchar(&cells[used], text, 0, 0, NULL);
            }
            int columns = wcwidth(text[0]);
            width += columns == 2 ? 2 : 1;
            used++;
            done++;
        }
        mvwadd_wchnstr(stdscr, y, column, cells, used);
        column += width;
    }
}

void cn_repaint(void) { clearok(curscr, TRUE); }

// ncurses flushes at every move of the cursor: a frame of 120x40 would be a hundred writes. While it paints, its
// descriptor is a file in memory, so that the frame is one piece.
const uint8_t *cn_frame(size_t *count) {
    *count = 0;
    if (ftruncate(frame_fd, 0) != 0 || lseek(frame_fd, 0, SEEK_SET) != 0) return NULL;
    fflush(out);
    if (dup3(frame_fd, out_fd, O_CLOEXEC) < 0) return NULL;
    wmove(stdscr, LINES - 1, 0);
    wnoutrefresh(stdscr);
    doupdate();
    fflush(out);
    dup3(tty_fd, out_fd, O_CLOEXEC);
    off_t size = lseek(frame_fd, 0, SEEK_END);
    if (size <= 0) return NULL;
    if ((size_t)size > frame_room) {
        uint8_t *bigger = realloc(frame, (size_t)size * 2);
        if (!bigger) return NULL;
        frame = bigger;
        frame_room = (size_t)size * 2;
    }
    ssize_t got = pread(frame_fd, frame, (size_t)size, 0);
    if (got <= 0) return NULL;
    *count = (size_t)got;
    return frame;
}

ptrdiff_t cn_write(const uint8_t *bytes, size_t count) {
    ssize_t written;
    do {
        written = write(quick_fd >= 0 ? quick_fd : tty_fd, bytes, count);
    } while (written < 0 && errno == EINTR);
    if (written >= 0) return written;
    return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : -1;
}

int cn_has_mouse(void) { return key_mouse && key_mouse != (char *)-1; }

static int paste = 0;

int cn_key(uint32_t *code) {
    wint_t key = 0;
    for (;;) {
        // The bytes of an X10 report beyond column 95 are no characters of UTF-8, which would swallow what follows.
        if (cn_report_is_x10()) {
            int byte = wgetch(keys);
            if (byte == ERR) return CN_NO_KEY;
            if (byte > 255) cn_report_drop();
            else if (cn_report_take((uint32_t)byte)) return CN_POINTER;
            continue;
        }
        int kind = wget_wch(keys, &key);
        if (kind == ERR) return CN_NO_KEY;
        if (kind == KEY_CODE_YES && key == KEY_F(60)) { paste = 1; continue; }
        if (kind == KEY_CODE_YES && key == KEY_F(61)) {
            if (!paste) continue;
            paste = 0;
            return CN_PASTE_END;
        }
        // Terminals let no Ctrl-C be pasted: the end of this paste got lost on the way.
        if (paste && kind == OK && key == 3) paste = 0;
        if (paste && kind == OK) {
            *code = (uint32_t)key;
            return CN_PASTED;
        }
        if (paste) continue;
        if (kind == KEY_CODE_YES && (key == KEY_F(58) || key == KEY_F(59))) { cn_report_begin(key == KEY_F(59)); continue; }
        if (cn_report_is_open() && kind == OK) {
            if (cn_report_take((uint32_t)key)) return CN_POINTER;
            continue;
        }
        cn_report_drop();
        if (kind == OK) {
            *code = (uint32_t)key;
            return CN_CHARACTER;
        }
        switch (key) {
        case KEY_UP: *code = CN_KEY_UP; break;
        case KEY_DOWN: *code = CN_KEY_DOWN; break;
        case KEY_LEFT: *code = CN_KEY_LEFT; break;
        case KEY_RIGHT: *code = CN_KEY_RIGHT; break;
        case KEY_HOME: *code = CN_KEY_HOME; break;
        case KEY_END: *code = CN_KEY_END; break;
        case KEY_PPAGE: *code = CN_KEY_PAGE_UP; break;
        case KEY_NPAGE: *code = CN_KEY_PAGE_DOWN; break;
        case KEY_BTAB: *code = CN_KEY_BACKTAB; break;
        case KEY_BACKSPACE: *code = CN_KEY_BACKSPACE; break;
        case KEY_ENTER: *code = CN_KEY_ENTER; break;
        default:
            *code = key >= KEY_F(1) && key <= KEY_F(24) ? CN_KEY_F1 + (uint32_t)(key - KEY_F(1)) : CN_KEY_OTHER;
        }
        return CN_FUNCTION;
    }
}
