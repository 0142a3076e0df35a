"""Notices of release as they are printed: one a person, masked until somebody opens the names for printing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from gridward.console.duties.releasing import RELEASE
from gridward.console.people.thing import Thing
from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.records.rows import body_words, names_for, read
from gridward.console.words.clauses import standing_label
from gridward.console.words.naming import Names, ref_of
from gridward.duty.under import Under, of_owners
from gridward.exchange.words import Word
from gridward.kit.clock import date_of
from gridward.kit.text import Text
from gridward.ledger.names import kind_name
from gridward.ledger.stored import Stored, by_uuid
from gridward.roll.identity import open_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice."""

    name: str
    id_no: str
    area: Text
    measure: Text
    since: int | None
    last: str
    at: int
    words: tuple[Word, ...]
    position: int
    href: str
    by: str


def entries_of(texts: Collection[str], seen: Sight) -> list[Stored]:
    """The releases of these ids that the reader may look at, in the order of the ledger."""
    found = by_uuid([one for text in list(texts)[:400] if (one := _uuid(text)) is not None])
    mine = [one for one in found if kind_name(one.kind) == RELEASE and seen.covered_at(one.area, one.at, RELEASE)]
    return sorted((one for one in mine if not one.void), key=lambda one: one.position)


def may_open(found: Sequence[Stored], seen: Sight) -> bool:
    """Whether the reader may see the names of all of these."""
    return bool(found) and all(one.area is not None and seen.may("see_person", one.area) for one in found)


def notices(
    found: Sequence[Stored], seen: Sight, standing: Standing, *, purpose: str = "", device: str = ""
) -> list[Notice]:
    """The notices; with a purpose the names are opened, which is written down."""
    same = {number: Thing(number, seen).number for one in found if (number := _number(one))}
    told = open_all(set(same.values()), who=seen.account.pk, purpose=purpose, device=device) if purpose and same else {}
    opened = {number: told.get(other, {}) for number, other in same.items()}
    entries = [read(one) for one in found]
    names = names_for(entries, seen, standing)
    under = _under(found)
    return [
        Notice(
            name=str(opened.get(_number(one.stored), {}).get("name", "")) or _masked(one.stored, names),
            id_no=str(opened.get(_number(one.stored), {}).get("id_no", "")),
            area=names.area(one.stored.area or 0),
            measure=standing_label(under[one.stored.position].name)
            if one.stored.position in under
            else Text("隔离观察", "quarantine"),
            since=under[one.stored.position].begins if one.stored.position in under else None,
            last=_last(under.get(one.stored.position)),
            at=one.stored.at,
            words=tuple(word for word in body_words(one, names) if word.name in ("conditions", "certificate_no")),
            position=one.stored.position,
            href=address.entry(one.stored.uuid),
            by=one.content.by if one.content else "",
        )
        for one in entries
    ]


def _under(found: Sequence[Stored]) -> dict[int, Under]:
    """The standing that each release is about: the last that began before it."""
    every = of_owners({one.subject for one in found if one.subject is not None}) if found else []
    chosen: dict[int, Under] = {}
    for entry in found:
        for one in every:
            if one.subject == entry.subject and one.begins <= entry.at:
                chosen[entry.position] = one
    return chosen


def _last(one: Under | None) -> str:
    return "" if one is None or one.last_day is None else date_of(one.last_day).isoformat()


def _number(one: Stored) -> int:
    ref = ref_of(one.subject)
    return int(ref.id) if ref is not None and ref.kind == "person" else 0


def _masked(one: Stored, names: Names) -> str:
    ref = ref_of(one.subject)
    return "" if ref is None else str(names(ref))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
