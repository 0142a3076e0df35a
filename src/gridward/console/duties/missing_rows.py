"""The rows of duties on a page: what, whom, since when, why, whose it is, who is told next, and what settles it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from gridward.console.duties.answering import Answerable, Answers
from gridward.console.duties.handing import offer_of, offered
from gridward.console.duties.handing_in import may_hand_over
from gridward.console.duties.settling import form_of, waiver_of
from gridward.console.duties.sight import DutySight
from gridward.console.reader import address
from gridward.console.reader.standing import Standing
from gridward.console.records.rows import body_words, names_for, read
from gridward.console.records.rows import row as entry_row
from gridward.console.words.duties import clause_label, duty_label, pack_label, role_label, slot_label
from gridward.console.words.lapse import lapse
from gridward.console.words.naming import Names, ref_of
from gridward.duty.answerable import Step
from gridward.duty.handover import HANDOVER
from gridward.duty.listed import Listed
from gridward.duty.state import State
from gridward.kit.text import Text
from gridward.ledger.names import kind_name
from gridward.ledger.stored import Stored, of_chains
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import key_of, thing_of
from gridward.plug.shape import fields_of

NOTHING = Text("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """Who is told next, or was told last (`over`), when a duty stays undone."""

    at: int
    over: bool
    role: Text
    who: tuple[Answers, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRow:
    """One duty on a page."""

    id: int
    label: Text
    slot: Text
    subject: Text
    subject_says: Text
    subject_href: str
    area: Text
    area_href: str
    opens: int
    due: int
    late: Text
    state: State
    progress: str
    tried: int
    tried_why: Text
    tried_href: str
    why: Text
    why_href: str
    role: Text
    who: tuple[Answers, ...]
    act_label: Text
    act_href: str
    waive_href: str
    hand_href: str
    done_href: str
    offered: Text = NOTHING
    next: Next | None = None


def missing_rows(found: Sequence[Listed], sight: DutySight, standing: Standing) -> list[MissingRow]:
    """These duties as rows, everything that they name fetched together."""
    if not found:
        return []
    chains = {one.because for one in found if one.because} | {one.tried_by for one in found if one.tried_by}
    chains |= {one.done_by for one in found if one.done_by}
    stored = {one.chain: one for one in of_chains(chains)} if chains else {}
    subjects = [ref for one in found if (ref := ref_of(one.subject)) is not None]
    names = Names(sight.seen, standing, subjects)
    held = {each for one in found for each in one.who}
    steps = {one.id: sight.reader.steps(one) for one in found}
    held |= {each for told in steps.values() for step in told for each in step.holders}
    answers = Answerable(sight.seen, held)
    offers = _offers(found)
    about = [stored[one.because] for one in found if _is_matter(one) and one.because in stored]
    says = _says([one for one in about if _href(one, sight)], sight, standing)
    says |= {one.because: _asks(stored[one.because]) for one in found if _by_name(one) and one.because in stored}
    rows = [_row(one, sight, names, answers, stored, says, standing) for one in found]
    return [
        replace(row, offered=offers.get(row.id, NOTHING), next=_next(steps[row.id], answers, sight.at)) for row in rows
    ]


def _offers(found: Sequence[Listed]) -> dict[int, Text]:
    """To whom duties are on offer, by the duty."""
    keys = {one.id: (one.subject, key_of("entry", one.because)) for one in found}
    waiting = {(one.subject, one.duty): one for one in offered(key for pair in keys.values() for key in pair)}
    said: dict[int, Text] = {}
    for one in found:
        for key in keys[one.id]:
            offer = waiting.get((key, one.name)) or waiting.get((key, ""))
            if offer is not None and not one.office:
                said[one.id] = offer_of(offer)
    return said


def _is_matter(one: Listed) -> bool:
    """Whether a duty is about the entry itself that asks for it, or that asked somebody by name."""
    return thing_of(one.subject).kind == "entry"


def _by_name(one: Listed) -> bool:
    """Whether an entry asks the area, or the officer, by name."""
    named = thing_of(one.subject).kind in ("area", "account")
    return named and one.duty is not None and bool(one.duty.for_ and one.because)


def _asks(stored: Stored) -> Text:
    """What an entry asks for that names whom it asks: its own words, which they are told wherever it was written.
    Personal text stays closed.
    """
    body, kind = read(stored).body, CATALOGUE.kinds.get(kind_name(stored.kind))
    if body is None or kind is None:
        return NOTHING
    if kind.name == HANDOVER:
        return clause_label(str(getattr(body, "duty", "")))
    for field in fields_of(kind.body):
        said = field.get(body)
        if isinstance(said, str) and said and not (field.field.personal or field.field.options or field.link):
            return Text(said, said)
    return NOTHING


def _says(matters: Sequence[Stored], sight: DutySight, standing: Standing) -> dict[int, Text]:
    """What the entries say that duties are about, in a few words, by their chains; of those that are seen."""
    entries = [read(one) for one in matters]
    names = names_for(entries, sight.seen, standing)
    return {one.stored.chain: entry_row(one, names, {}).text for one in entries}


def _row(
    one: Listed,
    sight: DutySight,
    names: Names,
    answers: Answerable,
    stored: dict[int, Stored],
    says: dict[int, Text],
    standing: Standing,
) -> MissingRow:
    about = ref_of(one.subject)
    ground = about is not None and about.kind in ("area", "place", "account")
    why, why_href = _because(one, sight, stored)
    tried_why, tried_href = _tried(one, sight, stored, standing)
    act_label, act_href = form_of(one, sight.seen, sight.at)
    return MissingRow(
        id=one.id,
        label=duty_label(one.duty, one.name),
        slot=slot_label(one.slot) if one.slot else NOTHING,
        subject=NOTHING if ground or about is None else names(about),
        subject_says=says.get(one.because, NOTHING) if _is_matter(one) or _by_name(one) else NOTHING,
        subject_href="" if ground or about is None else names.href(about),
        area=names.area(one.area) if thing_of(one.subject).kind != "account" else sight.seen.tree.by_id(one.area).name,
        area_href=names.area_href(one.area),
        opens=one.opens,
        due=one.due,
        late=lapse(sight.at - one.due),
        state=one.state,
        progress=f"{one.done}/{one.needed}" if one.needed > 1 else "",
        tried=one.tried,
        tried_why=tried_why,
        tried_href=tried_href,
        why=why,
        why_href=why_href,
        role=role_label(one.role) if one.role else NOTHING,
        who=tuple(answers(held) for held in one.who),
        act_label=act_label,
        act_href=act_href,
        waive_href=waiver_of(one, sight.seen),
        hand_href=reverse("console:hand-over", args=(one.id,)) if may_hand_over(one, sight.seen) else "",
        done_href=_href(stored.get(one.done_by or 0), sight),
    )


def _because(one: Listed, sight: DutySight, stored: dict[int, Stored]) -> tuple[Text, str]:
    """What asks for a duty: an entry by its kind, else the pack that a response switched on."""
    if one.because and one.because in stored:
        entry = stored[one.because]
        name = kind_name(entry.kind)
        label = CATALOGUE.kinds[name].label if name in CATALOGUE.kinds else Text(name, name)
        return label, _href(entry, sight)
    return pack_label(one.pack), address.policy(one.pack, clause=f"duty-{one.name}") if one.pack else ""


def _tried(one: Listed, sight: DutySight, stored: dict[int, Stored], standing: Standing) -> tuple[Text, str]:
    """What the last attempt in vain said, and its page."""
    entry = stored.get(one.tried_by or 0)
    if entry is None or one.duty is None or not _href(entry, sight):
        return NOTHING, ""
    told = read(entry)
    words = {word.name: word.text for word in body_words(told, names_for([told], sight.seen, standing))}
    said = [words[name] for name in one.duty.cannot if name in words]
    return Text("、".join(one.zh for one in said), ", ".join(one.en for one in said)), _href(entry, sight)


def _href(entry: Stored | None, sight: DutySight) -> str:
    if entry is None or not sight.seen.covered_at(entry.area, entry.at, kind_name(entry.kind)):
        return ""
    return address.entry(entry.uuid)


def _next(steps: Sequence[Step], answers: Answerable, at: int) -> Next | None:
    """The next step of the escalation; the last one where all are past."""
    if not steps:
        return None
    step = next((one for one in steps if one.at > at), steps[-1])
    return Next(
        at=step.at,
        over=step.at <= at,
        role=role_label(step.role),
        who=tuple(answers(held) for held in step.holders),
    )
