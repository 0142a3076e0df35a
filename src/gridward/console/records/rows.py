"""Entries as rows of a list: read once, their bodies in words, everything they name fetched together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.words.duties import clause_label
from gridward.console.words.naming import Names, ref_of
from gridward.exchange.words import NO, YES, Word, refs, words
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.ledger.bodies import read_body
from gridward.ledger.content import Content, decode, understood
from gridward.ledger.names import kind_name
from gridward.ledger.outcome import Outcome
from gridward.ledger.reasons import reasons_of
from gridward.ledger.stored import Stored
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind
from gridward.plug.shape import fields_of

SPOKEN = 3
"""As many answers as stand in a line about an entry."""
SEALED = Text("(已加密)", "(sealed)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A stored entry with what could be read of it."""

    stored: Stored
    kind: EntryKind | None
    kind_name: str
    content: Content | None
    body: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry in a list. `words` by field name; `state` says what became of it since ("" or replaced, void)."""

    href: str
    uuid: str
    position: int
    at: int
    kind: Text
    kind_name: str
    area: Text
    area_href: str
    subject: Text | None
    outcome: Outcome
    reasons: tuple[Reason, ...]
    by: str
    username: str
    words: Mapping[str, Word]
    text: Text
    state: str


def read(one: Stored) -> Read:
    """What can be read of a stored entry: of one that could not be understood, nothing."""
    name = kind_name(one.kind)
    kind = CATALOGUE.kinds.get(name)
    content = decode(one.content) if understood(one.content) else None
    body = None
    if content is not None and kind is not None and bytes(content.body) != b"null":
        try:
            body = read_body(kind, content.version, content.body)
        except msgspec.ValidationError:
            body = None
    return Read(stored=one, kind=kind, kind_name=name, content=content, body=body)


def names_for(entries: Iterable[Read], seen: Sight, standing: Standing) -> Names:
    """Names for everything that these entries refer to."""
    found = list(entries)
    mentioned = [ref for one in found for ref in refs(one.body)]
    about = [ref_of(one.stored.subject) for one in found]
    told = [one.content for one in found if one.content is not None]
    officers = [*(one.by for one in told), *(one.entered_by for one in told)]
    return Names(seen, standing, [*mentioned, *(ref for ref in about if ref is not None)], officers)


def rows(
    stored: Sequence[Stored], *, seen: Sight, standing: Standing, replaced: Mapping[int, int] | None = None
) -> list[Row]:
    """The rows of a list; what the account may not see is left out."""
    entries = [read(one) for one in stored if seen.covered_at(one.area, one.at, kind_name(one.kind))]
    names = names_for(entries, seen, standing)
    return [row(one, names, replaced or {}) for one in entries]


def row(one: Read, names: Names, replaced: Mapping[int, int]) -> Row:
    """One row."""
    stored = one.stored
    said = {word.name: _closed(word, one.kind) for word in body_words(one, names)}
    about = ref_of(stored.subject)
    area = names.area(stored.area) if stored.area is not None else Text("未知区域", "Unknown area")
    told = spoken(word for word in said.values() if word.text != area)
    return Row(
        href=address.entry(stored.uuid),
        uuid=str(stored.uuid),
        position=stored.position,
        at=stored.at,
        kind=one.kind.label if one.kind else Text(one.kind_name, one.kind_name),
        kind_name=one.kind_name,
        area=area,
        area_href="" if stored.area is None else names.area_href(stored.area),
        subject=names(about) if about is not None and about.kind not in ("area", "place") else None,
        outcome=Outcome(stored.outcome),
        reasons=reasons_of(stored.reasons),
        by=names.officer(one.content.by) if one.content else "",
        username=one.content.by if one.content else "",
        words=said,
        text=Text(" · ".join(text.zh for text in told), " · ".join(text.en for text in told)),
        state="void" if stored.void else "replaced" if stored.position in replaced else "",
    )


def body_words(one: Read, names: Names) -> list[Word]:
    """The body in words; nothing for a void or for what could not be understood."""
    said = words(one.body, naming=names) if one.body is not None else []
    if not one.kind_name.startswith("duty."):
        return said
    return [word._replace(text=clause_label(word.text.zh)) if word.name == "duty" else word for word in said]


def spoken(said: Iterable[Word]) -> list[Text]:
    """The first few answers as a line can do with them: a bare yes, no or number is told with what was asked, and what
    is sealed is passed over.
    """
    words = [word for word in said if word.name != "note" and word.text != SEALED][:SPOKEN]
    return [_alone(word) for word in words]


def _alone(word: Word) -> Text:
    if word.text == YES:
        return word.label
    bare = word.text == NO or (word.number and word.text.zh == word.text.en)
    return Text(f"{word.label.zh} {word.text.zh}", f"{word.label.en} {word.text.en}") if bare else word.text


def _closed(word: Word, kind: EntryKind | None) -> Word:
    """Personal text stays closed."""
    personal = kind is not None and word.name in personal_fields(kind)
    return word.instead(SEALED) if personal else word


def personal_fields(kind: EntryKind) -> frozenset[str]:
    """The fields of a kind whose text is sealed."""
    return frozenset(one.name for one in fields_of(kind.body) if one.field.personal)
