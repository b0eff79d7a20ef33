// What terminals say of the mouse. Curses could read it too, but it writes to the terminal by itself to switch it on, and
// waits for a second click: here it is a prefix that curses knows as a key, and what follows it.
#include "CNcurses.h"
#include "state.h"

// SGR: numbers between semicolons until M (pressed) or m (let go). X10: three bytes, each 32 more than it means.
enum { NONE, SGR, X10 };
static struct { int form, numbers[3], count; } report;
static struct { int action, x, y; } pointer;

void cn_report_begin(int is_x10) {
    report.form = is_x10 ? X10 : SGR;
    report.numbers[0] = report.numbers[1] = report.numbers[2] = report.count = 0;
}

int cn_report_is_open(void) { return report.form != NONE; }
int cn_report_is_x10(void) { return report.form == X10; }
void cn_report_drop(void) { report.form = NONE; }

// A press of the first button, or a step of the wheel; with whatever of Shift, Alt and Ctrl.
static int finish(int button, int x, int y, int is_press) {
    report.form = NONE;
    int bare = button & ~(4 | 8 | 16);
    if (!is_press || x < 0 || y < 0) return 0;
    if (bare == 0) pointer.action = CN_PRESS;
    else if (bare == 64) pointer.action = CN_WHEEL_UP;
    else if (bare == 65) pointer.action = CN_WHEEL_DOWN;
    else return 0;
    pointer.x = x;
    pointer.y = y;
    return 1;
}

int cn_report_take(uint32_t key) {
    if (report.form == X10) {
        if (key < 32) { report.form = NONE; return 0; }
        report.numbers[report.count++] = (int)key - 32;
        if (report.count < 3) return 0;
        return finish(report.numbers[0], report.numbers[1] - 1, report.numbers[2] - 1, 1);
    }
    if (key >= '0' && key <= '9') {
        int *number = &report.numbers[report.count];
        if (*number < 100000) *number = *number * 10 + (int)(key - '0');
        return 0;
    }
    if (key == ';' && report.count < 2) { report.count++; return 0; }
    if ((key == 'M' || key == 'm') && report.count == 2)
        return finish(report.numbers[0], report.numbers[1] - 1, report.numbers[2] - 1, key == 'M');
    report.form = NONE;
    return 0;
}

void cn_pointer(int *action, int *x, int *y) {
    *action = pointer.action;
    *x = pointer.x;
    *y = pointer.y;
}
