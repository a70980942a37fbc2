// What ical.js sees in feeds, read as strictly as it can; Thunderbird and Nextcloud read calendars with it.
//
//   node ical_js.mjs < FEED     everything of every event as JSON; what ical.js does not like ends with exit code 1
//   node ical_js.mjs FILE...    what every reader is asked, in the form of libraries.py; .json is jCal (RFC 7265)

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

ICAL.design.strict = true;

function calendarOf(octets, jcal = false) {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
  const parsed = jcal ? JSON.parse(text) : ICAL.parse(text); // an array of arrays if there are several calendars
  if (parsed[0] !== "vcalendar") {
    throw new Error(`not one calendar: ${JSON.stringify(parsed[0]).slice(0, 80)}`);
  }
  return new ICAL.Component(parsed);
}

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

function everything(calendar) {
  const strangers = calendar.getAllSubcomponents().filter((component) => component.name !== "vevent");
  return {
    name: first(calendar, "x-wr-calname"),
    description: first(calendar, "x-wr-caldesc"),
    strangers: strangers.map((component) => component.name),
    events: calendar.getAllSubcomponents("vevent").map(event),
  };
}

function dayBefore(day) {
  const time = ICAL.Time.fromDateString(day);
  time.adjust(-1, 0, 0, 0);
  return time.toString();
}

function entry({ uid, start, end, isDate, summary: title, status }) {
  const last = !isDate ? end : end === null ? start : dayBefore(end);
  return { uid, first: start, last, title, status };
}

function told(file) {
  try {
    const calendar = calendarOf(readFileSync(file), file.endsWith(".json"));
    return { entries: everything(calendar).events.map(entry), errors: [] };
  } catch (error) {
    return { entries: [], errors: [`${error.name}: ${error.message}`] };
  }
}

const files = process.argv.slice(2);
const answer = files.length
  ? { version: JSON.parse(readFileSync(new URL("../node_modules/ical.js/package.json", import.meta.url))).version,
      feeds: Object.fromEntries(files.map((file) => [file, told(file)])) }
  : everything(calendarOf(readFileSync(0)));
process.stdout.write(JSON.stringify(answer));
