/* Writes events with libical 3: reads their values from stdin, then measures building the components and writing them.

   Every value is a line with its length before it; an event is 17 of them. Prints seconds, bytes and the growth of the
   resident memory in kB. The declarations are libical's; so its headers need not be installed. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct icalcomponent_impl icalcomponent;
typedef struct icalproperty_impl icalproperty;
typedef struct icalparameter_impl icalparameter;
struct icaltimetype { int year, month, day, hour, minute, second, is_date, is_daylight; const void *zone; };
struct icalgeotype { double lat, lon; };

extern int icalcomponent_string_to_kind(const char *);
extern icalcomponent *icalcomponent_new(int);
extern void icalcomponent_add_component(icalcomponent *, icalcomponent *);
extern void icalcomponent_add_property(icalcomponent *, icalproperty *);
extern char *icalcomponent_as_ical_string_r(icalcomponent *);
extern void icalproperty_add_parameter(icalproperty *, icalparameter *);
extern icalparameter *icalparameter_new_language(const char *);
extern struct icaltimetype icaltime_from_string(const char *);
extern int icalproperty_string_to_status(const char *);
extern icalproperty *icalproperty_new_from_string(const char *);
extern int icalproperty_get_transp(const icalproperty *);
extern icalproperty *icalproperty_new_version(const char *), *icalproperty_new_prodid(const char *),
    *icalproperty_new_uid(const char *), *icalproperty_new_summary(const char *),
    *icalproperty_new_description(const char *), *icalproperty_new_location(const char *),
    *icalproperty_new_url(const char *), *icalproperty_new_categories(const char *),
    *icalproperty_new_relatedto(const char *), *icalproperty_new_x(const char *);
extern icalproperty *icalproperty_new_dtstamp(struct icaltimetype), *icalproperty_new_lastmodified(struct icaltimetype),
    *icalproperty_new_dtstart(struct icaltimetype), *icalproperty_new_dtend(struct icaltimetype);
extern icalproperty *icalproperty_new_sequence(int), *icalproperty_new_status(int), *icalproperty_new_transp(int),
    *icalproperty_new_geo(struct icalgeotype);
extern void icalproperty_set_x_name(icalproperty *, const char *);

enum { UID, UPDATED, SEQUENCE, START, END, SUMMARY, DESCRIPTION, LOCATION, LATITUDE, LONGITUDE, URL, KIND, TRACK, STATUS,
       RELATED, TYPE, SLUG, EDTF, LANGUAGE, FIELDS };

typedef struct { char *text[FIELDS]; struct icaltimetype updated, start, end; int sequence; double lat, lon; } event;

static int TRANSPARENT;

static int value(char **text) {
    size_t length;
    if (scanf("%zu", &length) != 1) return 0;
    getchar();
    *text = malloc(length + 1);
    if (fread(*text, 1, length, stdin) != length) exit(2);
    (*text)[length] = 0;
    return 1;
}

static long resident(void) {
    long all = 0, pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%ld %ld", &all, &pages) != 2) exit(2);
    fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static void in_language(icalcomponent *of, icalproperty *made, const char *language) {
    icalproperty_add_parameter(made, icalparameter_new_language(language));
    icalcomponent_add_property(of, made);
}

static void extra(icalcomponent *of, const char *name, const char *text) {
    icalproperty *made = icalproperty_new_x(text);
    icalproperty_set_x_name(made, name);
    icalcomponent_add_property(of, made);
}

static icalcomponent *component(const event *e, int kind) {
    icalcomponent *made = icalcomponent_new(kind);
    char *const *text = e->text;
    icalcomponent_add_property(made, icalproperty_new_uid(text[UID]));
    icalcomponent_add_property(made, icalproperty_new_dtstamp(e->updated));
    icalcomponent_add_property(made, icalproperty_new_lastmodified(e->updated));
    icalcomponent_add_property(made, icalproperty_new_sequence(e->sequence));
    icalcomponent_add_property(made, icalproperty_new_dtstart(e->start));
    icalcomponent_add_property(made, icalproperty_new_dtend(e->end));
    in_language(made, icalproperty_new_summary(text[SUMMARY]), text[LANGUAGE]);
    in_language(made, icalproperty_new_description(text[DESCRIPTION]), text[LANGUAGE]);
    in_language(made, icalproperty_new_location(text[LOCATION]), text[LANGUAGE]);
    icalcomponent_add_property(made, icalproperty_new_geo((struct icalgeotype){e->lat, e->lon}));
    icalcomponent_add_property(made, icalproperty_new_url(text[URL]));
    in_language(made, icalproperty_new_categories(text[KIND]), text[LANGUAGE]);
    in_language(made, icalproperty_new_categories(text[TRACK]), text[LANGUAGE]);
    icalcomponent_add_property(made, icalproperty_new_status(icalproperty_string_to_status(text[STATUS])));
    icalcomponent_add_property(made, icalproperty_new_transp(TRANSPARENT));
    extra(made, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE");
    extra(made, "X-KZEU-TYPE", text[TYPE]);
    extra(made, "X-KZEU-SLUG", text[SLUG]);
    extra(made, "X-KZEU-EDTF", text[EDTF]);
    if (*text[RELATED]) icalcomponent_add_property(made, icalproperty_new_relatedto(text[RELATED]));
    return made;
}

int main(int count, char **arguments) {
    size_t size = 0, room = 1024;
    event *events = malloc(room * sizeof *events), e;
    while (value(&e.text[0])) {
        for (int field = 1; field < FIELDS; field++)
            if (!value(&e.text[field])) return 2;
        e.updated = icaltime_from_string(e.text[UPDATED]);
        e.start = icaltime_from_string(e.text[START]);
        e.end = icaltime_from_string(e.text[END]);
        e.sequence = atoi(e.text[SEQUENCE]);
        e.lat = atof(e.text[LATITUDE]);
        e.lon = atof(e.text[LONGITUDE]);
        if (size == room) events = realloc(events, (room *= 2) * sizeof *events);
        events[size++] = e;
    }
    TRANSPARENT = icalproperty_get_transp(icalproperty_new_from_string("TRANSP:TRANSPARENT"));
    long before = resident();
    clock_t start = clock();
    icalcomponent *calendar = icalcomponent_new(icalcomponent_string_to_kind("VCALENDAR"));
    icalcomponent_add_property(calendar, icalproperty_new_version("2.0"));
    icalcomponent_add_property(calendar, icalproperty_new_prodid("-//kzeu-timeline//kzeu_timeline//EN"));
    int kind = icalcomponent_string_to_kind("VEVENT");
    for (size_t i = 0; i < size; i++) icalcomponent_add_component(calendar, component(&events[i], kind));
    char *feed = icalcomponent_as_ical_string_r(calendar);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (count > 1) fputs(feed, stderr);
    printf("%.6f %zu %ld\n", seconds, strlen(feed), resident() - before);
    return 0;
}
