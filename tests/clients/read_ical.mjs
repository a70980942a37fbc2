// Reads a feed from stdin with ical.js, as strictly as it can, and prints its events as JSON.
// Whatever ical.js does not like is an error, and ends with exit code 1.

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

ICAL.design.strict = true;

const octets = readFileSync(0);
const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
const parsed = ICAL.parse(text); // an array of arrays if there are several calendars
if (parsed[0] !== "vcalendar") {
  throw new Error(`not one calendar: ${JSON.stringify(parsed[0]).slice(0, 80)}`);
}
const calendar = new ICAL.Component(parsed);

// ical.js leaves the value of an X- property as it stands, though RFC 5545 makes it TEXT; so it is told.
const asText = ICAL.design.icalendar.value.text.fromICAL;
const valuesOf = (property) =>
  property.type === "unknown" ? property.getValues().map((value) => asText(value)) : property.getValues();
const all = (component, name) => component.getAllProperties(name).flatMap(valuesOf);
const first = (component, name) => all(component, name)[0] ?? null;

// ical.js takes "20251302" for a day and makes 2 January 2026 of it; only what comes out as it went in is one.
function time(component, name) {
  const property = component.getFirstProperty(name);
  const value = property?.getFirstValue() ?? null;
  if (value !== null && (!(value instanceof ICAL.Time) || value.toString() !== property.jCal[3])) {
    throw new Error(`neither a day nor a time: ${property.jCal[3]}`);
  }
  return value;
}

function event(component) {
  const start = time(component, "dtstart");
  const end = time(component, "dtend");
  return {
    uid: first(component, "uid"),
    summary: first(component, "summary"),
    description: first(component, "description"),
    start: start.toString(),
    end: end === null ? null : end.toString(),
    isDate: start.isDate,
    status: first(component, "status"),
    sequence: first(component, "sequence"),
    categories: all(component, "categories"),
    location: first(component, "location"),
    url: first(component, "url"),
    related: all(component, "related-to"),
    edtf: first(component, "x-kzeu-edtf"),
    properties: component.getAllProperties().map((property) => property.name),
  };
}

const strangers = calendar.getAllSubcomponents().filter((component) => component.name !== "vevent");
process.stdout.write(
  JSON.stringify({
    name: first(calendar, "x-wr-calname"),
    description: first(calendar, "x-wr-caldesc"),
    strangers: strangers.map((component) => component.name),
    events: calendar.getAllSubcomponents("vevent").map(event),
  }),
);
