"""The ledger: what subscribers were shown of each entry, in which revision, and since when.

An entry that is shown as before keeps its SEQUENCE and LAST-MODIFIED for ever; one that is shown otherwise
gets the next SEQUENCE and a later LAST-MODIFIED, once. One that leaves the data is shown as cancelled.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import pairwise
from typing import Final, NamedTuple

import attrs

from kzeu_timeline.calendar_events import shown_content
from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.exceptions import InvalidRecordError, quoted
from kzeu_timeline.history import shown
from kzeu_timeline.model import Entry, Revision, Shown
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline

_MOST_NAMED: Final = 3


class Change(NamedTuple):
    """An entry that is shown otherwise than the ledger says; ``before`` is None if it is new to that language."""

    slug: str
    language: Language
    before: Revision | None
    digest: str | None
    """That of what is shown now; None if nothing is until the ledger is sealed, because the record is gone."""

    @property
    def how(self) -> str:
        """In a word: new, changed or withdrawn."""
        return "new" if self.before is None else "withdrawn" if self.digest is None else "changed"


def unsealed(catalogue: Catalogue) -> Iterator[Change]:
    """What has changed since the ledger was sealed, in the order of the timeline; what has left the data, first."""
    published = catalogue.published()
    for slug in _leaving(published, catalogue.history):
        for revision in catalogue.revisions.get(slug, ()):
            yield Change(slug, revision.language, revision, None)
    for entry in published:
        for language in Language:
            digest, before = _digest(entry, language), entry.revision(language)
            if before is None or before.digest != digest:
                yield Change(entry.slug, language, before, digest)


def sealed(catalogue: Catalogue, now: dt.datetime) -> Catalogue:
    """The catalogue with its ledger brought up to date at the instant *now*, which is in UTC.

    Rows of entries that are gone stay: their UIDs are never given to anything else.
    """
    if now.utcoffset() != dt.timedelta():
        raise InvalidRecordError(f"not an instant in UTC: {quoted(now)}")
    told = attrs.evolve(catalogue, history=_told(catalogue, now.replace(microsecond=0)))
    rows = {slug: {revision.language: revision for revision in each} for slug, each in told.revisions.items()}
    for change in unsealed(told):
        rows.setdefault(change.slug, {})[change.language] = _next(change, now.replace(microsecond=0))
    revisions = {
        slug: tuple(by_language[language] for language in Language if language in by_language)
        for slug, by_language in sorted(rows.items())
    }
    return attrs.evolve(told, revisions=revisions)


def _told(catalogue: Catalogue, now: dt.datetime) -> dict[str, tuple[Shown, ...]]:
    """The history, with a state more for every entry that is shown otherwise than its last one says."""
    timeline, history = catalogue.timeline(), dict(catalogue.history)
    for slug in _leaving(timeline, history):
        history[slug] += (attrs.evolve(history[slug][-1], at=_after(now, history[slug]), withdrawn=True),)
    for entry in timeline:
        states = history.get(entry.slug, ())
        state = shown(entry, _after(now, states))
        if not states or attrs.evolve(state, at=states[-1].at) != states[-1]:
            history[entry.slug] = (*states, state)
    return dict(sorted(history.items()))


def _leaving(timeline: Timeline, history: Mapping[str, tuple[Shown, ...]]) -> list[str]:
    """The entries that subscribers are shown, and that are no longer there."""
    return [slug for slug, states in history.items() if timeline.get(slug) is None and not states[-1].withdrawn]


def _after(now: dt.datetime, states: tuple[Shown, ...]) -> dt.datetime:
    return max(now, states[-1].at + dt.timedelta(seconds=1)) if states else now


def _digest(entry: Entry, language: Language) -> str:
    return sha256(shown_content(entry, language)).hexdigest()[:16]


def _next(change: Change, now: dt.datetime) -> Revision:
    if change.before is None:
        return Revision(language=change.language, updated=now, digest=change.digest)
    # Clients skip a change whose LAST-MODIFIED has not grown, even when two are sealed in one second.
    updated = max(now, change.before.updated + dt.timedelta(seconds=1))
    return Revision(
        language=change.language, sequence=change.before.sequence + 1, updated=updated, digest=change.digest
    )


def own_ledger(catalogue: Catalogue, below: Catalogue) -> Catalogue:
    """The catalogue with that of its ledger alone which the folder laid over *below* has to say for itself."""
    own = {
        slug
        for slug in {*catalogue.revisions, *catalogue.history}
        if catalogue.revisions.get(slug) != below.revisions.get(slug)
        or catalogue.history.get(slug) != below.history.get(slug)
    }
    return attrs.evolve(
        catalogue,
        revisions={slug: each for slug, each in catalogue.revisions.items() if slug in own},
        history={slug: each for slug, each in catalogue.history.items() if slug in own},
    )


def unsealed_text(catalogue: Catalogue) -> str:
    """In one line, what is shown otherwise than the ledger says; empty if nothing is, or nothing was ever sealed."""
    slugs = list(dict.fromkeys(change.slug for change in unsealed(catalogue))) if catalogue.revisions else []
    if not slugs:
        return ""
    more = f" and {len(slugs) - _MOST_NAMED:,} more" if len(slugs) > _MOST_NAMED else ""
    return f"changed, and calendars may miss it until `kzeu-timeline seal`: {', '.join(slugs[:_MOST_NAMED])}{more}"


def ledger_text(catalogue: Catalogue) -> str:
    """The ledger as the text of ``revisions.toml``."""
    lines = ["# What subscribers were shown. Written by `kzeu-timeline seal`, never by hand."]
    for slug in sorted({*catalogue.revisions, *catalogue.history}):
        lines += ["", f"[{slug}]"]
        lines += [f"{each.language} = {{ {_fields(each)} }}" for each in catalogue.revisions.get(slug, ())]
        if states := catalogue.history.get(slug):
            lines += ["shown = [", *_states(states), "]"]
    return "\n".join(lines) + "\n"


def _states(states: tuple[Shown, ...]) -> Iterator[str]:
    """A state a line; a title is told when it changes, and of what is withdrawn nothing else is."""
    for before, state in pairwise((None, *states)):
        assert state is not None  # noqa: S101 - only the first has none before it
        told = {"at": _instant(state.at)}
        if state.withdrawn:
            told["withdrawn"] = "true"
        else:
            words = {
                "when": state.when.edtf,
                "status": state.status,
                "type": state.type,
                "kind": state.kind,
                "track": state.track,
                "place": state.place,
            }
            told |= {name: _string(text) for name, text in words.items() if text}
            told["sources"] = f"[{', '.join(map(_string, state.sources))}]"
            if before is None or before.title != state.title:
                told["title"] = f"{{ {', '.join(f'{tag} = {_string(text)}' for tag, text in state.title.items())} }}"
        yield f"  {{ {', '.join(f'{name} = {value}' for name, value in told.items())} }},"


def _string(text: str) -> str:
    """*text* as a basic string of TOML, which is one of JSON but for the character U+007F."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _fields(revision: Revision) -> str:
    fields = f"sequence = {revision.sequence}, updated = {_instant(revision.updated)}"
    return fields if revision.digest is None else f"{fields}, digest = {_string(revision.digest)}"


def _instant(instant: dt.datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
