// What the parts of this target share.
#ifndef CN_STATE_H
#define CN_STATE_H

#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>

// 1 while the terminal is ours. Written by the main thread, read in signal handlers.
extern volatile sig_atomic_t cn_is_ours;

// What cn_restore_now writes: all that brings the terminal back by itself while curses has it, and what curses does not
// know of once curses has given it back.
typedef struct { char bytes[512]; size_t count; } cn_words;
extern const cn_words *volatile cn_farewell;

// Spells them for the terminal that curses has opened.
void cn_spell_farewells(void);

// Takes the terminal back to what it was, with nothing but calls that are safe in a signal handler, and without ever
// waiting for a terminal that takes no more bytes.
void cn_restore_now(void);
// Throws away what the terminal has not taken, so that the next few bytes find room. What stood there was cut
// somewhere: CAN ends a sequence that was begun.
void cn_make_room(void);
// Whether the terminal is ours by the shell's account; a job in the background must not change its modes.
int cn_is_in_foreground(void);
// Keeps what cn_restore_now needs.
void cn_keep_terminal(void);
void cn_install_signals(void);
// Where signals are told, a byte each, by whatever thread they reach.
extern int cn_signal_pipe[2];

// Standard error goes to memory while the screen is drawn, and is shown afterwards.
void cn_hide_stderr(void);
void cn_show_stderr(void);

// Reading a report of the mouse: it is begun by a prefix, takes characters, and gives 1 with the last where it says
// something that matters.
void cn_report_begin(int is_x10);
int cn_report_is_open(void);
int cn_report_is_x10(void);
void cn_report_drop(void);
int cn_report_take(uint32_t key);

// A terminfo entry in the form in which TERMINFO may hold one.
extern const char cn_built_in_terminal[];

#endif
