// Writes events with ical.js: reads their values as JSON from stdin, then measures building the components and writing
// them. Prints seconds of CPU, bytes and the growth of the resident memory in kB. The argument is where ical.js is.

import { readFileSync } from "node:fs";

const { default: ICAL } = await import(process.argv[2]);
const events = JSON.parse(readFileSync(0, "utf-8"));
const time = (text) => (text.includes("T") ? ICAL.Time.fromDateTimeString(text) : ICAL.Time.fromDateString(text));
for (const event of events) {
  event.updated = time(event.updated);
  event.start = time(event.start);
  event.end = time(event.end);
}

function component(event) {
  const made = new ICAL.Component("vevent");
  const inLanguage = (name, ...values) => {
    const property = new ICAL.Property(name, made);
    property.setParameter("language", event.language);
    values.length > 1 ? property.setValues(values) : property.setValue(values[0]);
    made.addProperty(property);
  };
  made.addPropertyWithValue("uid", event.uid);
  made.addPropertyWithValue("dtstamp", event.updated);
  made.addPropertyWithValue("last-modified", event.updated);
  made.addPropertyWithValue("sequence", event.sequence);
  made.addPropertyWithValue("dtstart", event.start);
  made.addPropertyWithValue("dtend", event.end);
  inLanguage("summary", event.summary);
  inLanguage("description", event.description);
  inLanguage("location", event.location);
  made.addPropertyWithValue("geo", event.position);
  made.addPropertyWithValue("url", event.url);
  inLanguage("categories", ...event.categories);
  made.addPropertyWithValue("status", event.status);
  made.addPropertyWithValue("transp", "TRANSPARENT");
  made.addPropertyWithValue("x-microsoft-cdo-busystatus", "FREE");
  made.addPropertyWithValue("x-kzeu-type", event.type);
  made.addPropertyWithValue("x-kzeu-slug", event.slug);
  made.addPropertyWithValue("x-kzeu-edtf", event.edtf);
  for (const uid of event.related) made.addPropertyWithValue("related-to", uid);
  return made;
}

const before = process.memoryUsage().rss;
const start = process.cpuUsage();
const calendar = new ICAL.Component("vcalendar");
calendar.addPropertyWithValue("version", "2.0");
calendar.addPropertyWithValue("prodid", "-//kzeu-timeline//kzeu_timeline//EN");
for (const event of events) calendar.addSubcomponent(component(event));
const feed = Buffer.from(calendar.toString());
const used = process.cpuUsage(start);
const seconds = (used.user + used.system) / 1e6;
if (process.argv[3]) process.stderr.write(feed);
process.stdout.write(`${seconds} ${feed.length} ${Math.round((process.memoryUsage().rss - before) / 1024)}\n`);
