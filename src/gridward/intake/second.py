"""Restricting somebody outside the ordinary takes two people: the order is held until somebody of another branch who
may approve agrees, with evidence (promise: no health code is ever used to stop a protest).

Ordinary is what a pack in force entitles to: the person stands under a measure with `entitles`. Not ordinary is anybody
else, whoever is kept for longer than one officer may keep them (`intake/entitled.py`), and more than `AT_ONCE` people
by one officer within an hour. Who the officer is, is not left to what an entry says of itself: see `intake/behind.py`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple
from uuid import UUID

from gridward.duty.law import EVER, Law
from gridward.duty.responses import law
from gridward.grid.tree import Tree
from gridward.intake import needs
from gridward.intake.behind import Behind, behind, may_agree, signers
from gridward.intake.coming import Coming
from gridward.intake.entitled import lengthens, prolonging, too_long, under
from gridward.intake.keeping import unsealed
from gridward.intake.kernel import Agreement
from gridward.intake.look import look
from gridward.kit.clock import HOUR
from gridward.kit.errors import Reason
from gridward.kit.rows import among, rows
from gridward.kit.text import Text
from gridward.ledger.bodies import told_by
from gridward.ledger.content import decode
from gridward.ledger.head import received as heard
from gridward.ledger.names import kind_name, kind_number, kind_numbers
from gridward.ledger.reasons import TAKEN_BACK
from gridward.ledger.stored import Stored, by_position, by_uuid, counting, of_chains, select
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import LONGEST, key_of, thing_of

APPROVAL = "duty.approval"
MISSING = "second_person_missing"
AT_ONCE = 5
"""How many people one officer may restrict within an hour without a second person."""
_imagined: ContextVar[bool] = ContextVar("imagined", default=False)


class Waiting(NamedTuple):
    """An order that waits for a second person: where it stands in the ledger and on the map, and who is behind it."""

    position: int
    area: int
    who: Behind

    def freed_by(self, names: Sequence[str], moments: Sequence[int], tree: Tree) -> bool:
        """Whether all of these may agree to it, at each of these moments: when they say and when the node hears."""
        asked = [(name, at) for name in names for at in moments]
        return bool(asked) and all(may_agree(name, self.who, APPROVAL, self.area, at, tree) for name, at in asked)


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
    if _imagined.get():
        return
    orders = [one for one in run if restricts(one, trusted=trusted)]
    undoing = list(_undoing(run, trusted=trusted))
    if not (orders or undoing):
        return
    rules = law(tree)
    if not any(measure.entitles for one in rules.responses for found in rules.at(one.area, received)
               for measure in found.measures.values()):  # fmt: skip
        return  # no pack here says who may be restricted
    for one in undoing:
        if not _approved(one, behind_of(one), tree, received):
            one.hold(_back_in_force, needs.second(one.hex))
    lately = _lately(received)
    for one in orders:
        who = behind_of(one)
        lately.update(who.people)
        many = max((lately[each] for each in who.people), default=0) > AT_ONCE
        why = _too_many if many else _beyond(one, run, rules)
        if why is not None and not _approved(one, who, tree, received):
            one.hold(why, needs.second(one.hex))


def answered(run: Sequence[Coming], tree: Tree, received: int) -> None:
    """Flag an agreement that frees nothing: it is kept as it was said, but the order still waits for somebody else."""
    for one in run:
        if one.kind is None or one.kind.name != APPROVAL or one.void or one.key is None or one.wire is None:
            continue
        order = _waiting(one.key, run) if getattr(one.body, "verdict", None) is Agreement.APPROVED else None
        names = signers(_named(one), one.place[0])
        if order is not None and not order.freed_by(names, (one.at, received), tree):
            one.flag(_still_due)


def _waiting(key: int, run: Sequence[Coming]) -> Waiting | None:
    """The order that is agreed to, while it waits for a second person: of this run, or kept before."""
    about = thing_of(key)
    if about.kind != "entry":
        return None
    beside = next((one for one in run if one.position == about.id), None)
    if beside is not None:
        waits = beside.area is not None and any(reason.code == MISSING for reason in beside.held)
        return Waiting(beside.position, beside.area or 0, behind_of(beside)) if waits else None
    for stored in by_position([about.id]):
        if stored.counts_from is None and stored.area is not None and MISSING in (stored.reasons or ""):
            (found,) = look([unsealed(stored.content, stored.uuid)], received=stored.at)
            return Waiting(stored.position, stored.area, behind(_named(found), stored.device))
    return None


def author_of(coming: Coming) -> str:
    """Whoever made an entry, or keyed it in."""
    return "" if coming.wire is None else coming.wire.by or coming.wire.entered_by or ""


def behind_of(coming: Coming) -> Behind:
    """All that stand behind an order."""
    return behind(_named(coming), coming.place[0])


def _named(coming: Coming) -> tuple[str | None, ...]:
    """Whom an entry itself names as having made it, or keyed it in."""
    return () if coming.wire is None else (coming.wire.by, coming.wire.entered_by)


def restricts(coming: Coming, *, trusted: bool = False) -> bool:
    """Whether an entry restricts somebody, or keeps them for longer."""
    kind = coming.kind
    if kind is None or coming.void or (trusted and not author_of(coming)):
        return False
    return kind.second_person or prolonging(coming) is not None


def _undoing(run: Sequence[Coming], *, trusted: bool) -> Iterator[Coming]:
    """What corrects or voids an end that the node itself set when an agreement was taken back: the order would be in
    force again with nobody's agreement.
    """
    for one in run:
        correcting = one.parent and one.kind is not None and one.kind.prolongs is not None
        if correcting and not (trusted and not author_of(one)):
            chains = {stored.chain for stored in by_uuid([UUID(one.parent)])}
            if any(f'"code":"{TAKEN_BACK}"' in (stored.reasons or "") for stored in by_position(chains)):
                yield one


def restricting() -> tuple[str, ...]:
    """The names of the kinds that may."""
    return tuple(kind.name for kind in CATALOGUE.kinds.values() if kind.second_person or kind.prolongs is not None)


def _beyond(coming: Coming, run: Sequence[Coming], rules: Law) -> Reason | None:
    """Why what an entry wants is not ordinary; None where a rule entitles to it, or it makes nothing longer."""
    found, asked = under(coming, run, rules), prolonging(coming)
    order = coming.kind is not None and coming.kind.second_person
    longer = asked is not None and lengthens(asked, found)
    if asked is not None and found and not order and not longer:
        return None
    if not any(one.entitles for one in found):
        return _not_entitled
    return _too_long if asked is not None and longer and too_long(asked, coming.at, found) else None


def _lately(received: int) -> Counter[tuple[str, str]]:
    """How many orders of the last hour each of those has given that stand behind one."""
    (first,) = rows("SELECT COALESCE(MIN(first), 0) FROM ledger_seal WHERE received_at > %s", (received - HOUR,))[0]
    if not first:
        return Counter()
    condition, params = among("kind", kind_numbers(restricting()), "int2")
    told = select(f"{condition} AND position >= %s AND counts_from IS NOT NULL", [*params, first])
    contents = [(decode(one.content), one.device) for one in told if _restricted(one)]
    return Counter(
        each for content, device in contents for each in behind((content.by, content.entered_by), device).people
    )


def _restricted(stored: Stored) -> bool:
    """Whether an entry that counts restricted somebody, or kept them for longer."""
    kind = CATALOGUE.kinds[kind_name(stored.kind)]
    if kind.second_person or kind.prolongs is None:
        return kind.second_person
    body = told_by(kind, stored.content).body if bytes(decode(stored.content).body) != b"null" else None
    return body is not None and kind.prolongs(body) is not None


def _approved(coming: Coming, who: Behind, tree: Tree, received: int) -> bool:
    """Whether somebody agreed to an order once it was here."""
    if not coming.position or coming.area is None:
        return False
    return approved(Waiting(coming.position, coming.area, who), tree, received)


def approved(order: Waiting, tree: Tree, received: int) -> bool:
    """Whether somebody else, of another branch, who may approve there, agreed to the order once it was here."""
    told = select("kind = %s AND subject = %s", (kind_number(APPROVAL), key_of("entry", order.position)))
    chains = of_chains({one.chain for one in told}) if told else []  # one taken back says no more what it is about
    said = [one for one in counting(chains, EVER) if one.position > order.position]
    came = heard(one.position for one in said)
    for one in said:
        content = decode(one.content)
        names = signers((content.by, content.entered_by), one.device) if b'"approved"' in bytes(content.body) else ()
        if one.subject == key_of("entry", order.position) and order.freed_by(
            names, (one.at, came.get(one.position, received)), tree
        ):
            return True
    return False


_not_entitled = Reason(
    code=MISSING,
    field="subject",
    text=Text(
        "subject：政策未规定可以管控此人，须由其他部门有审批权的人附证据登记“第二人审批”后生效。",
        "subject: no rule in force entitles to restrict this person; it counts once somebody of another branch who may "
        "approve agrees, with evidence (duty.approval).",
    ),
)
_back_in_force = Reason(
    code=MISSING,
    field="replaces",
    text=Text(
        "replaces：该解除是第二人收回同意后由系统登记的，更正后管控将重新生效，"
        "须由其他部门有审批权的人附证据登记“第二人审批”后生效。",
        "replaces: the node ended this when the second person took back the agreement; corrected, the order would hold "
        "again. It counts once somebody of another branch who may approve agrees, with evidence (duty.approval).",
    ),
)
_too_long = Reason(
    code=MISSING,
    field="subject",
    text=Text(
        f"subject：管控期限超过政策规定且未说明原因，或超过规定 {LONGEST} 天以上，"
        "须由其他部门有审批权的人附证据登记“第二人审批”后生效。",
        f"subject: longer than the rule without a reason, or by more than {LONGEST} days; it counts once somebody of "
        "another branch who may approve agrees, with evidence (duty.approval).",
    ),
)
_too_many = Reason(
    code=MISSING,
    field="by",
    text=Text(
        f"by：一小时内管控超过 {AT_ONCE} 人，须由其他部门有审批权的人附证据登记“第二人审批”后生效。",
        f"by: more than {AT_ONCE} people within an hour; it counts once somebody of another branch who may approve "
        "agrees, with evidence (duty.approval).",
    ),
)
_still_due = Reason(
    code="still_due",
    field="by",
    text=Text(
        "by：意见已登记，但该管控仍未生效：须由其他部门、在当地有审批权的人（不是下达人）同意。请另请审批人。",
        "by: what was said is kept, but the order still does not count: somebody of another branch who may approve "
        "there, and did not give it, must agree. Ask another second person.",
    ),
)
