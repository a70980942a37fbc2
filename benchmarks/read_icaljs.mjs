// Reads a feed with ical.js from stdin, and asks for the value of every property. Prints seconds of CPU, bytes and the
// growth of the resident memory in kB. The argument is where ical.js is.

import { readFileSync } from "node:fs";

const { default: ICAL } = await import(process.argv[2]);
const feed = readFileSync(0);

const before = process.memoryUsage().rss;
const start = process.cpuUsage();
const calendar = new ICAL.Component(ICAL.parse(feed.toString("utf-8")));
let values = 0;
for (const event of calendar.getAllSubcomponents("vevent")) {
  for (const property of event.getAllProperties()) values += property.getValues().length;
}
const used = process.cpuUsage(start);
if (!values) throw new Error("nothing was read");
const seconds = (used.user + used.system) / 1e6;
process.stdout.write(`${seconds} ${feed.length} ${Math.round((process.memoryUsage().rss - before) / 1024)}\n`);
