"""Restricting somebody outside the ordinary takes two people: the order is held until somebody of another branch who
may approve agrees, with evidence (promise: no health code is ever used to stop a protest).

Ordinary is what a pack in force entitles to: the person stands under a measure with `entitles`. Not ordinary is anybody
else, and more than `AT_ONCE` people by the same officer within an hour.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from gridward.duty.names import clause_name
from gridward.duty.responses import law
from gridward.duty.standing import meets
from gridward.grid.officer import offices_of
from gridward.grid.tree import Tree
from gridward.intake import needs
from gridward.intake.coming import Coming
from gridward.intake.keeping import unsealed
from gridward.intake.kernel import Agreement
from gridward.intake.look import look
from gridward.kit.clock import HOUR
from gridward.kit.errors import Reason
from gridward.kit.rows import rows
from gridward.kit.text import Text
from gridward.ledger.content import decode
from gridward.ledger.names import kind_number
from gridward.ledger.stored import by_position, counting, select
from gridward.plug.kind import Entry, key_of, thing_of

APPROVAL = "duty.approval"
MISSING = "second_person_missing"
AT_ONCE = 5
"""How many people one officer may restrict within an hour without a second person."""
_EVER = 1 << 62
_imagined: ContextVar[bool] = ContextVar("imagined", default=False)


@contextmanager
def imagined() -> Iterator[None]:
    """Inside the block entries are a scenario's: nobody is restricted by them."""
    token = _imagined.set(True)
    try:
        yield
    finally:
        _imagined.reset(token)


def ask(run: Sequence[Coming], tree: Tree, received: int, *, trusted: bool) -> None:
    """Hold what needs a second person and has none yet. What the node's operator does at its own command line, without
    a name, is theirs to answer for.
    """
    orders = [one for one in run if _restricts(one, trusted=trusted)] if not _imagined.get() else []
    if not orders:
        return
    rules = law(tree)
    if not any(measure.entitles for one in rules.responses for found in rules.at(one.area, received)
               for measure in found.measures.values()):  # fmt: skip
        return  # no pack here says who may be restricted
    counts: dict[str, int] = {}
    for one in orders:
        author = author_of(one)
        counts[author] = counts.get(author, _lately(author, received) if author else 0) + 1
        why = _too_many if counts[author] > AT_ONCE else None if _entitled(one, run, tree) else _not_entitled
        if why is not None and not _approved(one, tree):
            one.hold(why, needs.second(one.hex))


def answered(run: Sequence[Coming], tree: Tree) -> None:
    """Flag an agreement that frees nothing: it is kept as it was said, but the order still waits for somebody else."""
    for one in run:
        if one.kind is None or one.kind.name != APPROVAL or one.void or one.key is None or one.wire is None:
            continue
        order = _waiting(one.key, run) if getattr(one.body, "verdict", None) is Agreement.APPROVED else None
        if order is not None and not _may(one.wire.by or "", order, _branches(order), tree, one.at):
            one.flag(_still_due)


def _waiting(key: int, run: Sequence[Coming]) -> Coming | None:
    """The order that is agreed to, while it waits for a second person: of this run, or kept before."""
    about = thing_of(key)
    if about.kind != "entry":
        return None
    beside = next((one for one in run if one.position == about.id), None)
    if beside is not None:
        return beside if any(reason.code == MISSING for reason in beside.held) else None
    for stored in by_position([about.id]):
        if stored.counts_from is None and MISSING in (stored.reasons or ""):
            (found,) = look([unsealed(stored.content, stored.uuid)], received=stored.at)
            found.area = stored.area
            return found
    return None


def author_of(coming: Coming) -> str:
    """Whoever made an entry, or keyed it in."""
    return "" if coming.wire is None else coming.wire.by or coming.wire.entered_by or ""


def _restricts(coming: Coming, *, trusted: bool) -> bool:
    kind = coming.kind
    return kind is not None and kind.second_person and not coming.void and (not trusted or bool(author_of(coming)))


def _entitled(coming: Coming, run: Sequence[Coming], tree: Tree) -> bool:
    """Whether the person stands under a measure that entitles to it, or comes under one by an entry of this run."""
    if coming.key is None or coming.area is None:
        return False
    names = {
        (found.disease, measure.name)
        for found in law(tree).at(coming.area, coming.at)
        for measure in found.measures.values()
        if measure.entitles
    }
    standing = "SELECT DISTINCT measure FROM duty_standing WHERE subject = %s AND begins <= %s AND ends > %s"
    if any(clause_name(number) in names for (number,) in rows(standing, (coming.key, coming.at, coming.at))):
        return True
    beside = [one for one in run if one.key == coming.key and one is not coming]
    return any(_begins(one.entry(), tree) for one in beside)


def _begins(entry: Entry | None, tree: Tree) -> bool:
    if entry is None:
        return False
    return any(
        meets(entry, measure.on, measure.where)
        for found in law(tree).at(entry.area, entry.at)
        for measure in found.measures_on.get(entry.kind, ())
        if measure.entitles and measure.on != "followup.order"
    )


def _lately(author: str, received: int) -> int:
    """How many people the officer has restricted within the last hour."""
    (first,) = rows("SELECT COALESCE(MIN(first), 0) FROM ledger_seal WHERE received_at > %s", (received - HOUR,))[0]
    if not first:
        return 0
    told = select("kind = %s AND position >= %s AND counts_from IS NOT NULL", (kind_number("followup.order"), first))
    return sum(1 for one in told if decode(one.content).by == author)


def _approved(coming: Coming, tree: Tree) -> bool:
    """Whether somebody else, of another branch, who may approve there, agreed."""
    if not coming.position:
        return False
    told = select("kind = %s AND subject = %s", (kind_number(APPROVAL), key_of("entry", coming.position)))
    branches = _branches(coming)
    for one in counting(told, _EVER):
        content = decode(one.content)
        agrees = b'"approved"' in bytes(content.body)
        if agrees and content.by and _may(content.by, coming, branches, tree, one.at):
            return True
    return False


def _branches(order: Coming) -> set[str]:
    """What whoever gave an order belongs to."""
    return {held.rights.branch for held in offices_of(author_of(order)) if held.rights is not None}


def _may(by: str, coming: Coming, branches: set[str], tree: Tree, at: int) -> bool:
    wire = coming.wire
    if wire is None or by in (wire.by, wire.entered_by) or coming.area is None:
        return False
    path = tree.path(coming.area, at)
    return any(
        held.covers(at)
        and held.rights is not None
        and "approve" in held.rights.verbs
        and held.rights.branch not in branches
        and path.startswith(tree.path(held.area, at))
        for held in offices_of(by)
    )


_not_entitled = Reason(
    code=MISSING,
    field="subject",
    text=Text(
        "subject:政策未规定可以管控此人,须由其他部门有审批权的人附证据登记“第二人审批”后生效。",
        "subject: no rule in force entitles to restrict this person; it counts once somebody of another branch who may "
        "approve agrees, with evidence (duty.approval).",
    ),
)
_too_many = Reason(
    code=MISSING,
    field="by",
    text=Text(
        f"by:一小时内管控超过 {AT_ONCE} 人,须由其他部门有审批权的人附证据登记“第二人审批”后生效。",
        f"by: more than {AT_ONCE} people within an hour; it counts once somebody of another branch who may approve "
        "agrees, with evidence (duty.approval).",
    ),
)
_still_due = Reason(
    code="still_due",
    field="by",
    text=Text(
        "by:意见已登记,但该管控仍未生效:须由其他部门、在当地有审批权的人(不是下达人)同意。请另请审批人。",
        "by: what was said is kept, but the order still does not count: somebody of another branch who may approve "
        "there, and did not give it, must agree. Ask another second person.",
    ),
)
