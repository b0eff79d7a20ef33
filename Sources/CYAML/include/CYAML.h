// libyaml without yaml.h: its events one by one, as a plain struct that Swift can read.
#ifndef CYAML_H
#define CYAML_H

#include <stddef.h>

enum {
    CY_END = 0,       // of the text
    CY_FAILED = 1,    // cy_problem says why
    CY_SCALAR = 2,
    CY_ALIAS = 3,
    CY_LIST = 4,
    CY_LIST_END = 5,
    CY_TABLE = 6,
    CY_TABLE_END = 7,
    CY_DOCUMENT = 8,
};

typedef struct {
    int kind;
    // Where it begins, from 1.
    int line;
    // Of a scalar; not ended by a zero.
    const char *text;
    size_t length;
    // Whether a scalar has neither quotes nor bars: `~` is then nothing, and not a text.
    int is_plain;
    // The name after & or *; NULL for none. Like `text`, valid until the next call.
    const char *anchor;
} cy_event;

typedef struct cy_reader cy_reader;

// Begins to read UTF-8 bytes, which must outlive the reader. NULL where there is no memory.
cy_reader *cy_open(const char *bytes, size_t count);
void cy_next(cy_reader *reader, cy_event *event);
// What is wrong with the text, in words, and on which line, from 1.
const char *cy_problem(const cy_reader *reader, int *line);
void cy_close(cy_reader *reader);

#endif
