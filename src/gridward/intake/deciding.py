"""Kinds by which somebody decides for others, or answers by name: who says so must be who it is.

What an entry says of itself proves nobody (`intake/behind.py`). Behind a decision (`EntryKind.decides`) stand whom it
names, whoever keyed it in and whose device it came from: each of them must be allowed to decide there. An `authored`
one, moreover, is made by one person, else it is not that person's own.
"""

from collections.abc import Iterable, Sequence

from gridward.duty.responses import law
from gridward.grid.officer import REASONS, Bench, bench, offices_of
from gridward.grid.tree import Tree
from gridward.intake import needs
from gridward.intake.behind import behind, signers
from gridward.intake.coming import Coming
from gridward.intake.kernel import Waiver
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.ledger.names import NODE, source_number
from gridward.ledger.reasons import NOT_IN_PERSON


def ask(run: Sequence[Coming], map_now: Tree, received: int, *, trusted: bool) -> None:
    """Hold decisions of whoever may not decide, and of whoever is not shown to be who decides; flag an answer by name
    that is not that person's own. What the operator hands in (`trusted`) comes from whatever device it says.
    """
    node = source_number(NODE)
    for one in run:
        if one.kind is None or one.wire is None or not (one.kind.decides or one.kind.authored):
            continue
        device = node if trusted else one.place[0]
        names = signers((one.wire.by, one.wire.entered_by), device)
        if device == node and not names:
            continue  # the node's operator
        if not names or (one.kind.authored and not _one_person(names)):
            _unproven(one)
        elif one.kind.decides and one.area is not None:
            _allowed(one, one.area, names, bench(map_now), received)


def _unproven(one: Coming) -> None:
    if one.kind is not None and one.kind.decides:
        one.hold(_not_in_person)
    elif one.by:
        one.flag(_not_in_person)


def _allowed(one: Coming, area: int, names: Iterable[str], bench_now: Bench, received: int) -> None:
    if one.kind is None:
        return
    for name in names:
        found = bench_now.judge(name, kind=one.kind.name, area=area, at=one.at, received=received)
        if found not in ("covered", "ended"):
            one.hold(REASONS[found], needs.office(name))
            return
    if isinstance(one.body, Waiver) and _excuses_themselves(one.body, area, names, one.at, bench_now.map):
        one.flag(_own_duty)


def _excuses_themselves(waiver: Waiver, area: int, names: Iterable[str], at: int, map_now: Tree) -> bool:
    """Whether whoever excuses a duty is who has it there, or approved it to themselves."""
    named = set(names)
    clauses = (rules.duties.get(waiver.duty) for rules in law(map_now).at(area, at))
    roles = {clause.who for clause in clauses if clause is not None}
    path = map_now.path(area, at)
    held = [one for name in named for one in offices_of(name) if one.covers(at) and one.role in roles]
    return waiver.approved_by in named or any(path.startswith(map_now.ground(one.area, at)) for one in held)


def _one_person(names: Sequence[str]) -> bool:
    """Whether all these lead to somebody they have in common: an account, the holder of an office."""
    if len(names) < 2:
        return True
    shared = [behind((name,), source_number(NODE)).people for name in names]
    return bool(frozenset.intersection(*shared))


_own_duty = Reason(
    code="own_duty",
    field="by",
    text=Text(
        "by：免除或顺延的是本人负责的任务，或批准人就是本人，已计入并列出。请由上级核实。",
        "by: this excuses a duty of whoever says so, or they approved it themselves; it counts and is listed. Have "
        "somebody above look at it.",
    ),
)
_not_in_person = Reason(
    code=NOT_IN_PERSON,
    field="by",
    text=Text(
        "by：署名人与录入人或设备使用人不一致，无法确认是本人的决定或答复。请本人在控制台或本人的设备上登记。",
        "by: whoever is named is not who keyed it in or whose device it came from, so it is not shown to be their own "
        "word. Have them say it in the console or on a device of theirs.",
    ),
)
