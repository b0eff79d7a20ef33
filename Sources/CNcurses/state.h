// What the parts of this target share.
#ifndef CN_STATE_H
#define CN_STATE_H

#include <signal.h>
#include <termios.h>

// 1 while the terminal is ours. Written by the main thread, read in signal handlers.
extern volatile sig_atomic_t cn_is_ours;

// Takes the terminal back to what it was, with nothing but calls that are safe in a signal handler.
void cn_restore_now(void);
// Keeps what cn_restore_now needs.
void cn_keep_terminal(void);
void cn_install_signals(void);
void cn_drain_wake(void);
extern int cn_signal_pipe[2];
extern int cn_wake_fd;

// Standard error goes to memory while the screen is drawn, and is shown afterwards.
void cn_hide_stderr(void);
void cn_show_stderr(void);

// A terminfo entry in the form in which TERMINFO may hold one.
extern const char cn_built_in_terminal[];

#endif
