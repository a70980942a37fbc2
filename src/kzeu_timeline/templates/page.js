"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const elements = all("body *:not(script)"); // before anything is changed: the words are counted by element
  const now = all(".year .now")[0]; // a line in the list, behind what has begun by today
  const begun = now?.previousElementSibling;
  const entries = all(".year > ol > li:not(.now)");
  const years = all("div.year");
  const entryOf = new Map(entries.map((entry) => [entry.querySelector("dl").id, entry]));
  const drawn = new Map(all("#_chart a").map((mark) => [mark.getAttribute("href").slice(1), mark]));
  const marks = drawn.size ? [...entryOf.keys()].map((slug) => drawn.get(slug)) : []; // by time, not by lane
  const filters = at("_filters");
  const search = filters.querySelector('[type="search"]');
  const selects = all("select", filters);
  const doubt = filters.querySelector('[type="checkbox"]');
  const slider = at("_asof");
  const last = slider ? Number(slider.max) : 0;
  const shows = (element, isShown) => element.toggleAttribute("hidden", !isShown);
  for (const each of all(".tools, .zoom")) shows(each, true);
  const summaryIn = (entry) => entry.querySelector("summary");
  const summaryOf = (slug) => summaryIn(entryOf.get(slug));
  for (const slug of entryOf.keys()) summaryOf(slug).id = `_-${slug}`;

  // What the page carries for its script.

  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

  const CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяәіңғүұқөһАБВЕКМОПСТҚ";
  const LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const swapped = new Map([...CYRILLIC].flatMap((one, i) => [[one, LATIN[i]], [LATIN[i], one]]));

  function unpacked(packed, isCyrillic = false) {
    const given = [...packed];
    const text = [];
    for (let i = 0; i < given.length; i++) {
      const digits = { "~": 2, "`": 3 }[given[i]];
      if (!digits) text.push(given[i]);
      else if (given[i + 1] === given[i]) text.push(given[++i]);
      else {
        const places = given.slice(i + 1, i + 1 + digits);
        const from = text.length - places.reduce((sum, each) => sum * 64 + DIGITS.indexOf(each), 0);
        i += digits + 1;
        text.push(...text.slice(from, from + DIGITS.indexOf(given[i]) + 4));
      }
    }
    const letters = isCyrillic ? text.map((each) => swapped.get(each) ?? each) : text;
    return letters.join("").split("\n");
  }

  const carried = JSON.parse(at("_words").textContent);
  const published = slider ? unpacked(carried.published).filter(Boolean) : [];
  const dayIn = (language, day) => {
    const [year, month, number] = day.split("-").map(Number);
    return carried.days[language][month - 1].replace("{y}", year).replace("{d}", number);
  };
  const daysIn = (language) => [...published.map((day) => dayIn(language, day)), at("_day").dataset.all];
  let days = slider ? daysIn(document.documentElement.lang) : [];

  // As of a day: what carries the days on which it was known.

  const dated = all("[data-k]").map((element) => [element, ...element.dataset.k.split(" ").map(Number)]);
  const position = () => (slider ? Number(slider.value) : last);
  const isKnown = (since, until = Infinity) => since <= position() && position() < until;

  for (const [number, entry] of entries.entries()) {
    for (const time of all("time", entry)) time.dataset.o ??= number; // said of what is not known now
  }
  const orderOf = (entry) => Number(entry.querySelector("time:not([hidden])")?.dataset.o ?? 0);

  function goTo() {
    texts.clear();
    for (const [element, since, until] of dated) shows(element, isKnown(since, until));
    const known = entries.filter((entry) => !entry.hidden).sort((one, other) => orderOf(one) - orderOf(other));
    for (const entry of known) {
      const year = years.findLast((each) => Number(each.dataset.o) <= orderOf(entry));
      year.querySelector("ol").append(entry);
    }
    begun?.after(now);
    for (const each of all("#_runs, .now, #_chart .today")) shows(each, position() === last);
    if (slider) {
      const day = days[position()];
      at("_day").textContent = day;
      slider.setAttribute("aria-valuetext", day);
    }
    filter();
  }

  // The picture follows: labels lean on what was drawn then, and rows without marks close.

  const ROW = 24;
  let placed = [];

  function measure() {
    placed = marks.map((mark) => ({
      mark,
      text: mark.querySelector("text"),
      lean: mark.querySelector("text").getAttribute("x"),
      lane: mark.parentElement,
      place: mark.getAttribute("transform"),
      height: mark.parentElement.getAttribute("height"),
      row: Number(mark.getAttribute("transform")?.match(/[\d.]+(?=\))/) ?? 0) / ROW,
    }));
  }

  function unplace() {
    for (const { mark, text, lean, lane, place, height } of placed) {
      text.setAttribute("x", lean);
      lane.setAttribute("height", height);
      place ? mark.setAttribute("transform", place) : mark.removeAttribute("transform");
    }
  }

  function place() {
    const rows = new Map();
    for (const { mark, lane, row } of placed) {
      if (!rows.has(lane)) rows.set(lane, new Set());
      if (!mark.hasAttribute("hidden")) rows.get(lane).add(row);
    }
    for (const [lane, taken] of rows) {
      rows.set(lane, [...taken].sort((one, other) => one - other));
      lane.setAttribute("height", Math.max(taken.size * ROW - 16, 0));
    }
    for (const { mark, text, lean, lane, row } of placed) {
      mark.setAttribute("transform", `translate(0,${Math.max(rows.get(lane).indexOf(row), 0) * ROW})`);
      text.setAttribute("x", mark.querySelector("g[data-x]:not([hidden])")?.dataset.x ?? lean);
    }
  }

  measure();

  // Filters: of what is known.

  const folded = (text) => text.normalize("NFKC").toLowerCase().replaceAll("ё", "е");
  const unseen = unpacked(carried.search);
  const texts = new Map();
  const tellings = new Map(); // of each element, what it says in every language, if the page carries more than one
  const told = (element) => tellings.get(element) ?? [element.textContent];
  const traits = (entry) => entry.dataset.f.split(",").map(Number); // places of its track and kind in the filters
  const yearOf = (entry) => entry.closest(".year").querySelector("h3").id.slice(1);
  const textOf = (entry) => {
    if (!texts.has(entry)) {
      const track = selects[0].options[traits(entry)[0]];
      // Names of parts and remarks on sources are no finds, nor is what is not known on the day that one looks at.
      const parts = all("*:not(dt, dd i, dd strong, [hidden], dl [hidden] *)", entry);
      parts.push(...[track, selects[1].options[traits(entry)[1]]].filter((each) => each.value));
      const said = parts.filter((each) => !each.childElementCount).flatMap(told);
      const slug = entry.querySelector("dl").id;
      texts.set(entry, `${folded([slug, ...said].join(" "))} ${unseen[entries.indexOf(entry)]}`);
    }
    return texts.get(entry);
  };

  // Dates that people type: "December 2025", "в декабре 2025 года", "2.12.2025", "3–4 December". They find what may have
  // been on one of these days. Of days as EDTF writes them the lesser text is the earlier one.

  const FILLERS = new Set("in on of the в на г год года году ж жыл жылы жылғы жылдың".split(" "));
  const MONTHS = Object.values(carried.days).flatMap((texts) =>
    texts.map((text, number) => [folded(text).match(/\p{L}+/gu).sort((one, other) => other.length - one.length)[0], number + 1]),
  );

  // In Russian the end of a name is another in other cases, in Kazakh it grows: "в декабре", "желтоқсанда".
  function monthOf(typed) {
    const word = typed.replace(/^ма[йе]м?$/, "мая").replace("қыркүйег", "қыркүйек");
    const isMonth = ([name]) => {
      const stem = name.length > 3 ? name.replace(/[ая]$/, "") : name;
      const grows = /[a-z]/.test(name) ? 0 : 4;
      return (word.length > 2 && name.startsWith(word)) || (word.startsWith(stem) && word.length <= name.length + grows);
    };
    return MONTHS.find(isMonth)?.[1];
  }

  const two = (number) => String(number).padStart(2, "0");

  // The words of a search that are no date, and whether what lies between two days may have been on those asked for.
  function asked(text) {
    const typed = folded(text).replace(/["“”«»]/g, " ").split(/[\s,]+/).map((word) => word.replace(/\.$/, "")).filter(Boolean);
    const words = typed.filter((word) => !FILLERS.has(word));
    const rest = [];
    let [year, month, from, to, until] = [];
    for (const [number, word] of words.entries()) {
      const years = word.match(/^(\d{4})[-–](\d{4})$/);
      const ordered = word.match(/^(\d{4})[-/.](\d\d?)(?:[-/.](\d\d?))?$/);
      const turned = word.match(/^(?:(\d\d?)[-/.])?(\d\d?)[-/.](\d{4})$/);
      const days = word.match(/^(\d\d?)(?:st|nd|rd|th)?(?:[-–](\d\d?))?$/);
      const parts = ordered ? ordered.slice(1) : turned?.slice(1).reverse();
      const isBeside = [words[number - 1], words[number + 1]].some((each) => each && monthOf(each));
      if (years) [year, until] = years.slice(1);
      else if (parts && parts[1] < 13 && !(parts[2] > 31)) [year, month, from] = parts;
      else if (days && isBeside && days[1] < 32) [from, to] = days.slice(1);
      else if (/^\d{4}$/.test(word) && !year) year = word;
      else if (!month && monthOf(word)) month = monthOf(word);
      else rest.push(word);
    }
    if (!month && !until) return { words: words.length ? words : typed, fits: () => true };
    const first = `-${two(month ?? 1)}-${two(from ?? 1)}`;
    const last = `-${two(month ?? 12)}-${two(to ?? from ?? 31)}`;
    const within = (one, other) => (start, end) => start <= other && one <= end;
    // Without a year it is asked of what is known to about a month: all that is vaguer would be found.
    const isShort = (start, end) => Date.parse(end) - Date.parse(start) < 32 * 864e5;
    const inYear = (start, end, each) => within(each + first, each + last)(start, end);
    const inAny = (start, end) => isShort(start, end) && [start, end].some((day) => inYear(start, end, day.slice(0, 4)));
    return { words: rest, fits: year ? within(year + first, (until ?? year) + last) : inAny };
  }

  const spans = unpacked(carried.spans).map((line) => line.split(" "));

  // The first and the last day of what is known of an entry on the day that one looks at.
  function spanOf(entry) {
    const said = all("summary time", entry).findIndex((each) => !each.hidden);
    const [first, last = first] = (spans[entries.indexOf(entry)][said] ?? "").split("/");
    return [first, last || "~"];
  }

  function filter() {
    const { words, fits: isThen } = asked(search.value);
    const isIn = (entry, year) => {
      const [first, last] = spanOf(entry);
      return (first <= `${year}-12-31` && `${year}-01-01` <= last) || summaryIn(entry).querySelector("b").textContent.includes(year);
    };
    const has = (entry, word) => (/^\d{4}$/.test(word) ? isIn(entry, word) : textOf(entry).includes(word));
    const asks = (entry) => isThen(...spanOf(entry)) && words.every((word) => has(entry, word));
    const [track, kind, year] = selects;
    const fits = (entry) =>
      isKnown(...entry.dataset.k.split(" ").map(Number)) &&
      (!track.value || traits(entry)[0] === track.selectedIndex) &&
      (!kind.value || traits(entry)[1] === kind.selectedIndex) &&
      (!year.value || yearOf(entry) === year.value) &&
      (!doubt.checked || entry.querySelector("em:not([hidden])")) &&
      asks(entry);
    let count = 0;
    for (const entry of entries) {
      const isShown = Boolean(fits(entry));
      count += isShown;
      shows(entry, isShown);
    }
    for (const mark of marks) shows(mark, !entryOf.get(mark.getAttribute("href").slice(1)).hidden);
    for (const year of years) shows(year, all(":scope > ol > li:not(.now, [hidden])", year).length);
    place();
    bracket();
    join();
    tellFold();
    for (const link of all(".years a")) shows(link.parentElement, !at(link.hash.slice(1)).parentElement.hidden);
    const said = selects.filter((select) => select.value).map((select) => select.selectedOptions[0].text);
    if (search.value.trim()) said.unshift(search.value.trim().replace(/^(.{60}).+$/su, "$1…"));
    if (doubt.checked) said.push(doubt.parentElement.textContent.trim());
    if (position() < last) said.push(`${slider.labels[0].textContent} ${days[position()]}`);
    const { pattern, none } = at("_shown").dataset;
    const shown = pattern.replace("{shown}", count).replace("{all}", entries.length);
    at("_shown").textContent = [shown, ...said, ...(count ? [] : [none])].join(" · ");
  }

  // The lines in the margin, of the entries that are shown.

  function markOf(entry) {
    const { dataset } = summaryIn(entry);
    if (dataset.s === undefined) return "";
    entry.dataset.m ??= `0${dataset.s}`;
    let found = "";
    for (const change of entry.dataset.m.split(" ")) {
      const [, since, sign] = change.match(/^(\d+)(.*)$/u);
      if (Number(since) <= position()) found = sign;
    }
    return found;
  }

  function bracket() {
    let run = [];
    const draw = () => {
      for (const [number, entry] of run.entries()) {
        const sign = number === 0 ? "┌" : number === run.length - 1 ? "└" : "│";
        summaryIn(entry).dataset.s = run.length > 1 ? sign : "";
      }
      run = [];
    };
    for (const entry of all(".year > ol > li:not(.now)")) {
      if (!isKnown(...entry.dataset.k.split(" ").map(Number))) continue;
      const sign = markOf(entry);
      if (sign === "┌") draw();
      if ("┌│└".includes(sign) && sign && !entry.hidden) run.push(entry);
      else if ("s" in summaryIn(entry).dataset) summaryIn(entry).dataset.s = sign === "↕" ? sign : "";
      if (sign === "└") draw();
    }
    draw();
  }

  function join() {
    for (const each of all("#_runs path")) {
      shows(each, each.dataset.r.split(" ").filter((number) => !entries[number].hidden).length > 1);
    }
  }

  // All that is shown is opened or closed at once, as before it is printed.

  const fold = at("_fold");
  const foldable = () => entries.filter((entry) => !entry.hidden).map((entry) => entry.querySelector("details"));
  const together = new Set(); // what is opened with all others is not what one looks at, as the address says

  function tellFold() {
    const details = foldable();
    const isOpen = details.length > 0 && details.every((each) => each.open);
    fold.setAttribute("aria-expanded", String(isOpen));
    for (const [number, words] of all("span", fold).entries()) shows(words, isOpen === Boolean(number));
  }

  fold.addEventListener("click", () => {
    const isOpen = fold.getAttribute("aria-expanded") === "true";
    for (const each of foldable()) {
      if (!isOpen && !each.open) together.add(each);
      each.open = !isOpen;
    }
    tellFold();
  });

  function clear() {
    search.value = "";
    for (const select of selects) select.value = "";
    doubt.checked = false;
    if (slider) slider.value = last;
    remember();
    goTo();
  }

  // What one looks at is in the address, so that it can be sent, and stays in another language.

  const kept = [search, ...selects];

  function query() {
    const found = new URLSearchParams(kept.filter((each) => each.value).map((each) => [each.name, each.value]));
    if (doubt.checked) found.set(doubt.name, "yes");
    if (position() < last) found.set(slider.name, published[position()]);
    return String(found) && `?${found}`;
  }

  function remember(hash = location.hash) {
    try {
      history.replaceState(null, "", `${location.pathname}${query()}${hash}`);
    } catch {
      // of a file on a disk some browsers let nothing be changed but what follows the #
    }
  }

  function recall() {
    const given = new URLSearchParams(location.search);
    for (const each of kept) each.value = given.get(each.name) ?? "";
    for (const each of selects) if (each.selectedIndex < 0) each.value = ""; // it has no such choice
    doubt.checked = given.has(doubt.name);
    const day = slider && given.get(slider.name);
    const isDay = /^\d{4}-\d\d-\d\d$/.test(day ?? "") && !Number.isNaN(Date.parse(day));
    if (slider) slider.value = isDay ? Math.max(published.filter((each) => each <= day).length - 1, 0) : last;
  }

  let waiting;
  function rememberSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(() => remember(), 200); // some browsers let an address be changed a hundred times in half a minute
  }

  search.addEventListener("input", filter);
  for (const each of [search, slider]) each?.addEventListener("input", rememberSoon);
  for (const each of [...kept, doubt, slider]) each?.addEventListener("change", () => remember());
  for (const each of [...selects, doubt]) each.addEventListener("change", filter);
  at("_clear").addEventListener("click", () => {
    clear();
    search.focus();
  });
  slider?.addEventListener("input", goTo);

  // Links to entries.

  function follow() {
    let slug = "";
    try {
      slug = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const entry = entryOf.get(slug);
    if (!entry) return;
    if (entry.hidden) clear();
    entry.querySelector("details").open = true;
    summaryOf(slug).focus();
    summaryOf(slug).scrollIntoView({ block: "start" });
  }

  addEventListener("hashchange", follow);
  addEventListener("popstate", () => {
    recall();
    goTo();
  });
  for (const other of all("a[hreflang]")) {
    other.addEventListener("click", () => Object.assign(other, { search: query(), hash: location.hash }));
  }
  for (const entry of entries) {
    entry.querySelector("details").addEventListener("toggle", (event) => {
      const slug = entry.querySelector("dl").id;
      tellFold();
      if (together.delete(event.target)) return;
      if (event.newState === "open" && location.hash.slice(1) !== slug) remember(`#${slug}`);
    });
  }
  for (const link of all('a[href^="#"]')) {
    link.addEventListener("click", () => {
      if (link.getAttribute("href") === location.hash) follow(); // no change of the address, no event
    });
  }

  // The picture: zoom, and one stop for the keyboard with arrows within.

  const scroll = at("_scroll");
  const chart = at("_chart");
  const caption = at("_caption");
  const ZOOMS = [1, 1.5, 2, 3, 4, 6, 8, 12];
  let zoom = 0;

  function zoomTo(wanted) {
    const next = Math.min(Math.max(wanted, 0), ZOOMS.length - 1);
    const middle = (scroll.scrollLeft + scroll.clientWidth / 2) / scroll.scrollWidth;
    zoom = next;
    const least = parseFloat(getComputedStyle(chart).minWidth);
    chart.style.width = zoom ? `${Math.max(scroll.clientWidth, least) * ZOOMS[zoom]}px` : "";
    scroll.scrollLeft = middle * scroll.scrollWidth - scroll.clientWidth / 2;
    at("_out").setAttribute("aria-disabled", String(zoom === 0));
    at("_in").setAttribute("aria-disabled", String(zoom === ZOOMS.length - 1));
  }

  function tell(mark) {
    const summary = summaryOf(mark.getAttribute("href").slice(1));
    caption.textContent = [...summary.children]
      .filter((each) => !each.hidden)
      .map((each) => each.textContent)
      .join(" · ");
  }

  if (chart) {
    shows(caption, true);
    for (const [number, mark] of marks.entries()) {
      mark.querySelector("text").id = `_mark${number}`;
      mark.setAttribute("aria-labelledby", `_mark${number} _-${mark.getAttribute("href").slice(1)}`);
    }
    at("_in").addEventListener("click", () => zoomTo(zoom + 1));
    at("_out").addEventListener("click", () => zoomTo(zoom - 1));
    zoomTo(0);
    const today = chart.querySelector(".today");
    const from = scroll.getBoundingClientRect().left + scroll.clientWidth / 2;
    scroll.scrollLeft = today ? today.getBoundingClientRect().left - from : scroll.scrollWidth;
    const stop = (mark) => {
      for (const each of marks) each.setAttribute("tabindex", each === mark ? 0 : -1);
    };
    stop(marks[0]);
    const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
    scroll.addEventListener("keydown", (event) => {
      if (event.key === "+" || event.key === "-") zoomTo(zoom + (event.key === "+" ? 1 : -1));
      const mark = event.target.closest("a");
      if (!mark || !(event.key in STEPS)) return;
      event.preventDefault();
      const shown = marks.filter((each) => !each.hasAttribute("hidden"));
      const next = shown[Math.min(Math.max(shown.indexOf(mark) + STEPS[event.key], 0), shown.length - 1)];
      stop(next);
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" }); // a part of it is enough for the focus alone
    });
    for (const kind of ["focusin", "mouseover"]) {
      scroll.addEventListener(kind, (event) => {
        const mark = event.target.closest("a");
        if (mark) tell(mark);
        if (mark && kind === "focusin") stop(mark);
      });
    }
  }

  // Calendars: the address of each to copy; where nobody said at which address the page is, it may know that itself.

  const calendars = at("_subscribe")?.parentElement;
  if (calendars) {
    const { subscribe, about, copy, copied } = calendars.dataset;
    if (subscribe && location.protocol.startsWith("http")) {
      for (const link of all("header .first, article .ways a")) {
        const address = link.href.replace(/^https?/, "webcal");
        const one = link.parentElement.cloneNode(true);
        one.firstChild.href = address;
        one.firstChild.textContent = subscribe;
        one.firstChild.removeAttribute("aria-label");
        link.classList.remove("first");
        link.parentElement.before(one);
      }
      const isLocal = /^(127\.|\[::1\]$|(.+\.)?localhost$)/.test(location.hostname);
      for (const each of all("[hidden]", calendars)) shows(each, each.dataset.local === undefined || isLocal);
      for (const each of all(".far", calendars)) shows(each, !isLocal);
      for (const code of all(".address code", calendars)) code.textContent = new URL(code.textContent, location).href;
      calendars.querySelector("p").textContent = about;
    }
    for (const code of all(".address code", calendars)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = copy;
      button.addEventListener("click", async () => {
        getSelection().selectAllChildren(code);
        await navigator.clipboard?.writeText(code.textContent).catch(() => {}); // what is selected, one can still copy
        button.textContent = navigator.clipboard ? copied : copy;
      });
      code.after(button);
    }
  }

  // The other languages, where the page carries their words.

  const tongues = at("_tongues");
  if (tongues) {
    const { words, places } = carried;
    const here = document.documentElement.lang;
    for (const language in words) words[language] = unpacked(words[language], language !== "en");
    const rows = new Map(); // of the distinct texts, in the order in which they are met
    const spots = new Map();
    for (const [number, element] of elements.entries()) {
      const text = element.textContent;
      if (element.childElementCount || !text) continue;
      if (!rows.has(text)) rows.set(text, rows.size);
      spots.set(`${number} `, [element, "", text, rows.get(text)]);
    }
    for (const [name, gaps] of Object.entries(places)) {
      for (let i = 0, number = 0; i < gaps.length; i += 2) {
        const element = elements[(number += gaps[i])];
        const own = name ? element.getAttribute(name) : element.textContent;
        spots.set(`${number} ${name}`, [element, name, own ?? "", rows.size + gaps[i + 1]]);
      }
    }
    const word = (language, own, row) => {
      if (language === here) return own;
      return words[language][row] || (row < rows.size ? own : "");
    };
    for (const [element, name, own, row] of spots.values()) {
      if (!name) tellings.set(element, [own, ...Object.keys(words).map((language) => word(language, own, row))]);
    }
    shows(tongues, true);
    tongues.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const keys = selects.map((select) => select.value);
      unplace();
      for (const [element, name, own, row] of spots.values()) {
        const text = word(button.lang, own, row);
        if (!name) element.textContent = text;
        else if (text) element.setAttribute(name, text);
        else element.removeAttribute(name);
      }
      measure();
      selects.forEach((select, number) => (select.value = keys[number]));
      document.documentElement.lang = button.lang;
      if (slider) days = daysIn(button.lang);
      document.title = document.querySelector("h1").textContent;
      for (const each of all("button", tongues)) each.setAttribute("aria-pressed", String(each === button));
      caption && (caption.textContent = "");
      goTo();
    });
  }

  addEventListener("keydown", (event) => {
    const details = event.target.closest("details[open]");
    if (event.key !== "Escape" || !details) return;
    details.open = false;
    details.querySelector("summary").focus();
  });

  recall();
  goTo();
  follow();
})();
