"""What the rules of an area say differently after a switch, in plain words, by the role whose work it is."""

from collections.abc import Iterator, Mapping

from gridward.console.reader.sight import Sight
from gridward.console.rules.policy import Pair, pair
from gridward.console.rules.switching import Switch
from gridward.console.words.clauses import WORDS
from gridward.console.words.duties import role_label
from gridward.duty.law import Law
from gridward.duty.responses import law
from gridward.kit.text import Text
from gridward.policy.change import Change, Turn, who
from gridward.policy.force import Ruled, Rules
from gridward.policy.plain import Part, told
from gridward.policy.vocabulary import TABLES

EVERYBODY = Text("对所有人", "For everybody")


def by_role(one: Switch, begin: int, seen: Sight) -> Iterator[tuple[Text, tuple[Pair, ...]]]:
    """Role by role, what holds for everybody last: at a moment, or, where nothing differs then, at the first at which
    something does.
    """
    before = law(seen.tree)
    gone = -1 if one.old is None else one.old.response.position
    kept = (kept for kept in before.responses if kept.position != gone)
    after = Law([*kept, one.response], seen.tree.path, below=before.below)
    found: dict[str, list[Pair]] = {}
    for change in _first_changes(before, after, one, begin):
        found.setdefault(change.who, []).append(pair(change))
    for role in sorted(found, key=lambda role: (role == "", role)):
        yield role_label(role) if role else EVERYBODY, tuple(found[role])


def _first_changes(before: Law, after: Law, one: Switch, begin: int) -> list[Change]:
    sides = [one.response] if one.old is None else [one.response, one.old.response]
    for moment in (begin, *sorted({at for side in sides for at in (side.begin, side.end)})):
        found = list(_changes(before.at(one.node.id, moment), after.at(one.node.id, moment)))
        if found:
            return found
    return []


def _changes(before: tuple[Rules, ...], after: tuple[Rules, ...]) -> Iterator[Change]:
    old, new = ({rules.disease: rules.clauses for rules in side} for side in (before, after))
    for disease in dict.fromkeys((*new, *old)):
        for table in TABLES:
            was, will = old.get(disease, {}).get(table, {}), new.get(disease, {}).get(table, {})
            for name in dict.fromkeys((*will, *was)):
                change = _change(table, name, was.get(name), will.get(name))
                if change is not None:
                    yield change


def _change(table: str, name: str, was: Ruled | None, will: Ruled | None) -> Change | None:
    one = will or was
    if one is None:
        return None
    if was is None or will is None:
        return Change(table, name, "added" if was is None else "removed", who(one.clause), was, will, ())
    turns = tuple(_turns(*({part.key: part for part in told(side.clause, WORDS)} for side in (was, will))))
    return Change(table, name, "changed", who(will.clause), was, will, turns) if turns else None


def _turns(old: Mapping[str, Part], new: Mapping[str, Part]) -> Iterator[Turn]:
    for key in dict.fromkeys((*new, *old)):
        before, after = (side[key].text if key in side else None for side in (old, new))
        if before != after:
            yield Turn(key, (new.get(key) or old[key]).label, before, after)
