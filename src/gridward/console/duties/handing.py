"""Hand-overs as pages show them: what one must accept or return, what one gave and waits for, what must be decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.records.rows import read
from gridward.console.words.duties import clause_label, role_label
from gridward.console.words.naming import THINGS, Names, ref_of
from gridward.duty.handover import ANSWER, DECISION, HANDOVER, OFFERED, RAISED, RETURNED
from gridward.duty.models import Handover
from gridward.grid.book import book
from gridward.grid.tree import tree
from gridward.kit.text import Text
from gridward.ledger.stored import by_position, of_chains
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import thing_of

NOTHING = Text("", "")
STATES = {
    "offered": Text("待接收", "to be accepted"),
    "accepted": Text("已接收", "accepted"),
    "returned": Text("已退回", "returned"),
    "raised": Text("两次退回，待上级裁定", "returned twice, to be decided above"),
    "decided": Text("上级已裁定", "decided above"),
    "replaced": Text("已另行移交", "offered to somebody else"),
}
MOST = 100
"""As many as a list shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRow:
    """One hand-over on a page: `why` it came back, `entry_href` what says why it was given."""

    chain: int
    about: Text
    about_href: str
    what: Text
    giver: Text
    receiver: Text
    office: Text
    at: int
    state: Text
    css: str
    returns: int
    why: str
    entry_href: str
    above: Text
    may_answer: bool
    may_decide: bool
    may_offer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """The hand-overs of a reader: to answer, to decide, returned to them, given and waiting, and others below."""

    answer: tuple[HandoverRow, ...]
    decide: tuple[HandoverRow, ...]
    returned: tuple[HandoverRow, ...]
    given: tuple[HandoverRow, ...]
    others: tuple[HandoverRow, ...]

    @property
    def mine(self) -> int:
        """How many ask for something of the reader."""
        return len(self.answer) + len(self.decide) + len(self.returned)


def handing(seen: Sight, standing: Standing) -> Handing:
    """What lies open of hand-overs, for one reader."""
    groups: dict[str, list[Handover]] = {"answer": [], "decide": [], "returned": [], "given": [], "others": []}
    for one in seen.handovers:
        groups[_group(one, seen)].append(one)
    shown = [one for ones in groups.values() for one in ones[:MOST]]
    names, why, told = _names(shown, seen, standing), _reasons(shown), _entries(shown, seen)
    rows = {name: [_row(one, name, seen, names) for one in ones[:MOST]] for name, ones in groups.items()}
    return Handing(**{
        name: tuple(replace(row, why=why.get(row.chain, ""), entry_href=told.get(row.chain, "")) for row in found)
        for name, found in rows.items()
    })  # fmt: skip


def tally(seen: Sight) -> int:
    """How many ask for something of the reader."""
    return sum(_group(one, seen) in ("answer", "decide", "returned") for one in seen.handovers)


def offered(subjects: Iterable[int]) -> list[Handover]:
    """What of these things is on offer now, or waits for a decision."""
    return list(Handover.objects.filter(subject__in=set(subjects), state__in=(OFFERED, RAISED)).order_by("at"))


def offer_of(one: Handover) -> Text:
    """To whom something is on offer, in words; until that is accepted it stays where it is."""
    name = _area(one.receiver)
    if one.state == RAISED:
        return STATES["raised"]
    return Text(f"移交给{name.zh}，待接收", f"offered to {name.en}, not accepted yet")


def _group(one: Handover, seen: Sight) -> str:
    if one.state == OFFERED and answers(one, seen):
        return "answer"
    if one.state == RAISED and decides(one, seen):
        return "decide"
    if seen.account.pk in _nearest(one.giver, seen):
        return "returned" if one.state == RETURNED else "given"
    return "others"


def answers(one: Handover, seen: Sight) -> bool:
    """Whether it is the reader who must accept or return it: whoever is nearest to where it goes."""
    if not seen.may_record(CATALOGUE.kinds[ANSWER], one.receiver):
        return False
    if one.office:
        return any(held.role == one.office and held.area == one.receiver for held in seen.offices)
    return seen.account.pk in _nearest(one.receiver, seen)


def decides(one: Handover, seen: Sight) -> bool:
    """Whether the reader may decide it: from the common superior up."""
    return bool(one.above) and seen.may_record(CATALOGUE.kinds[DECISION], one.above)


def offers_again(one: Handover, seen: Sight) -> bool:
    """Whether the reader may offer it once more."""
    return one.state == RETURNED and seen.may_record(CATALOGUE.kinds[HANDOVER], one.giver)


def _nearest(area: int, seen: Sight) -> set[int]:
    """The accounts that hold an office at an area, or at the nearest one above where anybody does."""
    offices = book(check=False)
    for above in reversed(seen.tree.above(area, seen.now)):
        holding = [one.account for one in offices.at_area(above) if one.covers(seen.now)]
        held = {account for account in holding if account is not None}
        if held:
            return held
    return set()


def _names(found: Sequence[Handover], seen: Sight, standing: Standing) -> Names:
    return Names(seen, standing, [ref for one in found if (ref := ref_of(one.subject)) is not None])


def _reasons(found: Sequence[Handover]) -> dict[int, str]:
    """Why the last receiver returned each of these, in their words."""
    answers = {one.answered_by: one.chain for one in found if one.answered_by is not None}
    last = {one.chain: one for one in of_chains(answers) if one.counts_from is not None} if answers else {}
    return {answers[chain]: str(getattr(read(one).body, "reason", "")) for chain, one in last.items()}


def _entries(found: Sequence[Handover], seen: Sight) -> dict[int, str]:
    """Where the entry opens that says why each of these was given, for whoever sees where it came from."""
    mine = [one.chain for one in found if seen.covered_at(one.giver, one.at, HANDOVER)]
    return {one.position: address.entry(one.uuid) for one in by_position(mine)} if mine else {}


def _row(one: Handover, group: str, seen: Sight, names: Names) -> HandoverRow:
    ref = ref_of(one.subject)
    ground = ref is not None and ref.kind in ("area", "place")
    about = NOTHING if ref is None else _area(thing_of(one.subject).id) if ground else names(ref)
    return HandoverRow(
        chain=one.chain,
        about=about,
        about_href="" if ref is None or (ref.kind not in THINGS and ref.kind != "entry") else names.href(ref),
        what=clause_label(one.duty),
        giver=_area(one.giver),
        receiver=_area(one.receiver),
        office=role_label(one.office) if one.office else NOTHING,
        at=one.at,
        state=STATES[one.state],
        css="open" if one.state == OFFERED else "missed",
        returns=one.returns,
        why="",
        entry_href="",
        above=_area(one.above) if one.above else NOTHING,
        may_answer=group == "answer",
        may_decide=group == "decide",
        may_offer=offers_again(one, seen),
    )


def _area(number: int) -> Text:
    """The name of an area: of who gives and who receives it is told to both, wherever they are."""
    found = tree().by_id(number) if number in tree() else None
    return NOTHING if found is None else found.name


def uuid_of(chain: int) -> str:
    """The id by which a hand-over is named again."""
    found = by_position([chain])
    return str(found[0].uuid) if found else ""
