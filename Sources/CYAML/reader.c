#include "CYAML.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct cy_reader {
    yaml_parser_t parser;
    yaml_event_t event;
    int has_event;
};

cy_reader *cy_open(const char *bytes, size_t count) {
    cy_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return NULL;
    if (!yaml_parser_initialize(&reader->parser)) {
        free(reader);
        return NULL;
    }
    yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader->parser, (const unsigned char *)bytes, count);
    return reader;
}

static void let_go(cy_reader *reader) {
    if (reader->has_event) yaml_event_delete(&reader->event);
    reader->has_event = 0;
}

void cy_next(cy_reader *reader, cy_event *event) {
    memset(event, 0, sizeof *event);
    for (;;) {
        let_go(reader);
        if (!yaml_parser_parse(&reader->parser, &reader->event)) {
            event->kind = CY_FAILED;
            return;
        }
        reader->has_event = 1;
        const yaml_event_t *seen = &reader->event;
        event->line = (int)seen->start_mark.line + 1;
        switch (seen->type) {
        case YAML_SCALAR_EVENT:
            event->kind = CY_SCALAR;
            event->text = (const char *)seen->data.scalar.value;
            event->length = seen->data.scalar.length;
            event->is_plain = seen->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
            event->anchor = (const char *)seen->data.scalar.anchor;
            return;
        case YAML_ALIAS_EVENT:
            event->kind = CY_ALIAS;
            event->anchor = (const char *)seen->data.alias.anchor;
            return;
        case YAML_SEQUENCE_START_EVENT:
            event->kind = CY_LIST;
            event->anchor = (const char *)seen->data.sequence_start.anchor;
            return;
        case YAML_SEQUENCE_END_EVENT: event->kind = CY_LIST_END; return;
        case YAML_MAPPING_START_EVENT:
            event->kind = CY_TABLE;
            event->anchor = (const char *)seen->data.mapping_start.anchor;
            return;
        case YAML_MAPPING_END_EVENT: event->kind = CY_TABLE_END; return;
        case YAML_DOCUMENT_START_EVENT: event->kind = CY_DOCUMENT; return;
        case YAML_STREAM_END_EVENT:
        case YAML_NO_EVENT: event->kind = CY_END; return;
        default: break;
        }
    }
}

const char *cy_problem(const cy_reader *reader, int *line) {
    size_t at = reader->parser.problem_mark.line;
    // The reader of bytes counts no lines: there it is the first.
    *line = (int)at + 1;
    return reader->parser.problem ? reader->parser.problem : "not understood";
}

void cy_close(cy_reader *reader) {
    if (!reader) return;
    let_go(reader);
    yaml_parser_delete(&reader->parser);
    free(reader);
}
