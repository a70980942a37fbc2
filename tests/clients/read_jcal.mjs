// Reads a feed from stdin with ical.js, and prints it as ical.js converts it to jCal; or, with the argument "write",
// reads jCal and prints the feed that ical.js makes of it. Errors end with exit code 1.

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

ICAL.design.strict = true;

const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(0));
process.stdout.write(
  process.argv[2] === "write" ? ICAL.stringify(JSON.parse(text)) : JSON.stringify(ICAL.parse(text)),
);
