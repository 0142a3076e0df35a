"""What became of an entry: its corrections and voids, by whom and why, and which figures it feeds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.records.rows import SEALED, Read, body_words, names_for, personal_fields, read
from gridward.console.words.naming import Names, ref_of
from gridward.exchange.words import Word
from gridward.figure.fed import fed
from gridward.kit.clock import moment
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.ledger.active import tip
from gridward.ledger.head import received_at
from gridward.ledger.names import kind_name, source_name
from gridward.ledger.outcome import Outcome
from gridward.ledger.reasons import reasons_of
from gridward.ledger.stored import Stored, by_uuid, of_chains
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import label_of

MEANS = {
    "scan": Text("扫码", "Scanned"),
    "tap": Text("现场点选", "Tapped on the spot"),
    "phone_call": Text("电话", "By phone call"),
    "paper": Text("纸质补录", "From paper"),
    "paste": Text("粘贴", "Pasted"),
    "file": Text("文件导入", "From a file"),
    "self": Text("本人填报", "By the person"),
    "api": Text("系统接口", "By a program"),
}

NO_TEXTS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry of a chain: the first, a correction or a void."""

    href: str
    deed: str
    position: int
    received: int | None
    by: str
    entered_by: str
    reason: str
    outcome: Outcome
    counts: bool
    here: bool
    changes: tuple[tuple[Text, Text, Text], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A figure to which the entry adds."""

    label: Text
    href: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An entry with all that is shown of it."""

    stored: Stored
    uuid: UUID
    kind: Text
    kind_name: str
    outcome: Outcome
    reasons: tuple[Reason, ...]
    area: Text
    area_href: str
    subject: Text | None
    subject_href: str
    received: int | None
    recorded: str
    by: str
    username: str
    entered_by: str
    means: Text
    device: str
    group: str
    words: tuple[tuple[Word, str], ...]
    state: str
    steps: tuple[Step, ...]
    feeds: tuple[Feed, ...]
    tip: UUID


def fetch(uuid: UUID, seen: Sight) -> Stored:
    """The stored entry; raises Http404 when there is none or it is not seen."""
    found = next(iter(by_uuid([uuid])), None)
    if found is None or not seen.covered_at(found.area, found.at, kind_name(found.kind)):
        raise Http404
    return found


def record(stored: Stored, *, seen: Sight, standing: Standing, texts: Mapping[str, str] = NO_TEXTS) -> Record:
    """Everything about one entry; `texts` are its sealed texts in clear, by field, where they were opened."""
    chain = sorted(of_chains([stored.chain]), key=lambda one: one.position)
    entries = [read(one) for one in chain if seen.covered_at(one.area, one.at, kind_name(one.kind))]
    names = names_for(entries, seen, standing)
    counting = tip([one for one in chain if one.counts_from is not None])
    last = counting or stored
    mine = next(one for one in entries if one.stored.position == stored.position)
    about = ref_of(stored.subject)
    steps = tuple(_steps(entries, names, last, stored))
    content = mine.content
    state = "" if last.position == stored.position else "void" if last.void else "replaced"
    return Record(
        stored=stored,
        uuid=stored.uuid,
        kind=mine.kind.label if mine.kind else Text(mine.kind_name, mine.kind_name),
        kind_name=mine.kind_name,
        outcome=Outcome(stored.outcome),
        reasons=reasons_of(stored.reasons),
        area=names.area(stored.area) if stored.area is not None else Text("未知区域", "Unknown area"),
        area_href="" if stored.area is None else names.area_href(stored.area),
        subject=names(about) if about is not None and about.kind not in ("area", "place") else None,
        subject_href="" if about is None else names.href(about),
        received=next(step.received for step in steps if step.here),
        recorded=(content.recorded_at or "") if content else "",
        by=names.officer(content.by) if content else "",
        username=content.by if content else "",
        entered_by=names.officer(content.entered_by) if content else "",
        means=MEANS.get(content.means if content else "", Text("", "")),
        device=source_name(stored.device),
        group=(content.group or "") if content else "",
        words=tuple(
            (word.instead(Text(said, said)) if (said := texts.get(word.name)) else word, _href(word, names))
            for word in _words(mine, names)
        ),
        state="void" if stored.void else state,
        steps=steps,
        feeds=tuple(_feeds(stored, seen, standing)),
        tip=last.uuid,
    )


def _words(one: Read, names: Names) -> list[Word]:
    closed = personal_fields(one.kind) if one.kind else frozenset()
    return [word.instead(SEALED) if word.name in closed else word for word in body_words(one, names)]


def _href(word: Word, names: Names) -> str:
    return names.href(word.refs[0]) if len(word.refs) == 1 else ""


def _steps(entries: Sequence[Read], names: Names, last: Stored, here: Stored) -> list[Step]:
    before: dict[int, Read] = {one.stored.position: one for one in entries}
    found = []
    for one in entries:
        stored, content = one.stored, one.content
        parent = before.get(stored.replaces or 0)
        found.append(
            Step(
                href=address.entry(stored.uuid),
                deed="void" if stored.void else "corrected" if stored.root is not None else "recorded",
                position=stored.position,
                received=received_at(stored.position),
                by=names.officer(content.by) if content else "",
                entered_by=names.officer(content.entered_by) if content else "",
                reason=(content.reason or "") if content else "",
                outcome=Outcome(stored.outcome),
                counts=stored.position == last.position and stored.counts_from is not None and not stored.void,
                here=stored.position == here.position,
                changes=tuple(_changes(parent, one, names)) if parent is not None and not stored.void else (),
            )
        )
    return found


def _changes(old: Read, new: Read, names: Names) -> list[tuple[Text, Text, Text]]:
    """What a correction changed: label, before, after."""
    was = {word.name: word for word in _words(old, names)}
    now = {word.name: word for word in _words(new, names)}
    nothing = Text("—", "—")
    found = []
    for name in dict.fromkeys([*was, *now]):
        before, after = was.get(name), now.get(name)
        if (before.text if before else None) != (after.text if after else None):
            label = (after or before).label  # type: ignore[union-attr]
            found.append((label, before.text if before else nothing, after.text if after else nothing))
    if old.stored.area != new.stored.area and old.stored.area and new.stored.area:
        found.append((Text("区域", "Area"), names.area(old.stored.area), names.area(new.stored.area)))
    if old.stored.at != new.stored.at:
        found.append((Text("发生时间", "Happened at"), _moment(old.stored.at), _moment(new.stored.at)))
    return found


def _moment(at: int) -> Text:
    written = f"{moment(at):%Y-%m-%d %H:%M}"
    return Text(written, written)


def _feeds(stored: Stored, seen: Sight, standing: Standing) -> list[Feed]:
    """The figures that booked something because of this entry, at the area where it counts."""
    found = []
    for one in fed(stored):
        if one.name in CATALOGUE.figures and seen.covers(one.area):
            figure = CATALOGUE.figures[one.name]
            member = CATALOGUE.member(figure, one.member)
            href = address.figure(one.name, one.member, seen.tree.by_id(one.area).code, standing)
            mark = f"{one.name}[{one.member}]" if one.member else one.name
            found.append(Feed(label=label_of(figure, member), href=href, mark=mark))
    return found
