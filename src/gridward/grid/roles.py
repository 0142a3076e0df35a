"""The roles of packs/roles.toml: what an office may do, never who is above whom."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from gridward.grid.levels import LEVELS
from gridward.kit.errors import Reason, Refusal, refuse
from gridward.kit.text import Text
from gridward.policy.shelf import folder, read

Verb = Literal[
    "see",
    "see_person",
    "record",
    "correct",
    "assign",
    "order",
    "approve",
    "issue",
    "configure",
    "export",
    "oversee",
]
VERBS: tuple[Verb, ...] = get_args(Verb)
READING: frozenset[str] = frozenset({"see", "see_person", "export", "oversee"})
"""Verbs for which `sees` says which kinds of entries are meant; for all others `kinds` does."""

_KEYS = {"code", "zh", "en", "verbs", "levels", "kinds", "sees", "branch", "pledge", "needed"}
_KEYS |= {"second_factor", "appoints", "opens"}
_LISTS = ("verbs", "levels", "kinds", "sees", "needed", "appoints", "opens")
_TEXTS = ("code", "zh", "en", "branch")
_REQUIRED = {"code", "zh", "en", "verbs", "levels", "kinds", "branch"}
NODE = "node"
"""The branch of those who run the node itself."""
_ALL, _BRANCH = "*", "branch:"
APPOINTMENT = "grid.appointment"
"""The kind that whoever appoints somebody records, and may look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """Some kinds of entries: by name, by domain ("checkpoint.*") or all ("*"); the `restricted` ones by name only."""

    patterns: tuple[str, ...]
    restricted: frozenset[str] = frozenset()
    names: frozenset[str] = field(init=False)
    stems: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset(one for one in self.patterns if not one.endswith("*")))
        object.__setattr__(self, "stems", tuple(one[:-1] for one in self.patterns if one.endswith("*")))

    def __contains__(self, kind: str) -> bool:
        return kind in self.names or (kind.startswith(self.stems) and kind not in self.restricted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role; see the head of packs/roles.toml for what each field means.

    `own` are the patterns of kinds as the role itself lists them, its main work first, and `reads` what it lists to
    see; `kinds` and `sees` hold everyone's too.
    """

    code: str
    label: Text
    verbs: frozenset[str]
    levels: tuple[str, ...]
    kinds: Kinds
    sees: Kinds
    own: tuple[str, ...]
    reads: Kinds
    branch: str
    pledge: bool = False
    needed: frozenset[str] = frozenset()
    second_factor: bool = False
    appoints: tuple[str, ...] = ()
    protected: frozenset[str] = frozenset()
    opens: tuple[str, ...] = ()

    def may_open(self, kind: str, field: str) -> bool:
        """Whether the role may open a sealed text of entries of a kind: what it names; whoever sees persons there opens
        all the others, but for the protected ones.
        """
        called = f"{kind}.{field}"
        if called in self.opens:
            return self.may("see", kind)
        return called not in self.protected and self.may("see_person", kind)

    def gives(self, other: "Role") -> bool:
        """Whether a holder may appoint somebody to the other role: roles of the node only by one of the node."""
        if other.branch == NODE and self.branch != NODE:
            return False
        return any(one in (_ALL, other.code, _BRANCH + other.branch) for one in self.appoints)

    def may(self, verb: str, kind: str | None = None) -> bool:
        """Whether the role may do this in its area, to entries of `kind` when one is given."""
        if verb not in self.verbs:
            return False
        return kind is None or kind in self._of(verb)

    def looks_at(self, kind: str) -> bool:
        """Whether the role reads entries of a kind for its own sake, and not because everybody may record them."""
        return self.may("see", kind) and ("*" in self.sees.patterns or kind in self.reads)

    def patterns(self, verb: str) -> tuple[str, ...]:
        """The kinds to which the verb extends."""
        return self._of(verb).patterns

    def _of(self, verb: str) -> Kinds:
        return self.sees if verb in READING else self.kinds


@cache
def roles() -> Mapping[str, Role]:
    """Every role by its code, in the order of the file; raises Refusal naming all that is wrong in the file."""
    return _roles(folder() / "roles.toml")


def role(code: str) -> Role:
    """The role of this code; raises Refusal with near matches."""
    known = roles()
    if code not in known:
        near = get_close_matches(code, known, n=3, cutoff=0.5)
        zh = f"是不是：{'、'.join(near)}？" if near else f"可用：{'、'.join(known)}。"
        en = f"Did you mean {', '.join(near)}?" if near else f"Use one of {', '.join(known)}."
        raise refuse(
            "unknown_role",
            field="office",
            zh=f"office：没有“{code[:40]}”这一职务。{zh}",
            en=f"office: there is no role “{code[:40]}”. {en}",
        )
    return known[code]


def protected() -> frozenset[str]:
    """The sealed texts, "kind.field", that only some roles open."""
    return next((one.protected for one in roles().values()), frozenset())


def idle_patterns(kinds: Iterable[str]) -> list[str]:
    """What roles.toml lets somebody record or see though no kind is called so: misspelt, or not installed."""
    names = list(kinds)
    patterns = {one for role in roles().values() for kind in (role.kinds, role.sees) for one in kind.patterns}
    return sorted(one for one in patterns if not any(name in Kinds(patterns=(one,)) for name in names))


def idle_fields(sealed: Iterable[str]) -> list[str]:
    """What roles.toml protects or lets somebody open though no sealed text, "kind.field", is called so."""
    named = {one for role in roles().values() for one in (*role.opens, *role.protected)}
    return sorted(named - set(sealed))


def _roles(path: Path) -> dict[str, Role]:
    tables = read(path)
    misshapen = [*_shapes(tables)]
    if misshapen:
        raise Refusal(*misshapen)
    everyone = tuple(tables.get("everyone", {}).get("kinds", ()))
    restricted = frozenset(tables.get("restricted", {}).get("kinds", ()))
    fields = frozenset(tables.get("restricted", {}).get("fields", ()))
    rows = tables.get("role", [])
    faults = [fault for number, row in enumerate(rows, start=1) for fault in _faults(number, row)]
    codes = [row.get("code") for row in rows]
    faults += [
        _fault(code, "code", "出现了两次", "appears twice")
        for code in sorted({one for one in codes if codes.count(one) > 1})
    ]
    branches = {row.get("branch") for row in rows}
    faults += [
        _fault(str(row.get("code")), "appoints", f"没有“{one}”，请核对拼写", f"there is no “{one}”; check the spelling")
        for row in rows
        for one in row.get("appoints", ())
        if one not in codes and one != _ALL and one.removeprefix(_BRANCH) not in branches
    ]
    if faults:
        raise Refusal(*faults)
    return {row["code"]: _role(row, everyone, restricted, fields) for row in rows}


def _role(row: dict[str, Any], everyone: tuple[str, ...], restricted: frozenset[str], fields: frozenset[str]) -> Role:
    appointing = (APPOINTMENT,) if row.get("appoints") else ()
    kinds = (*row["kinds"], *appointing, *(everyone if "record" in row["verbs"] else ()))
    sees = (*row["sees"], *appointing, *everyone) if "sees" in row else ("*",)
    return Role(
        code=row["code"],
        label=Text(row["zh"], row["en"]),
        verbs=frozenset(row["verbs"]),
        levels=tuple(row["levels"]),
        kinds=Kinds(patterns=kinds, restricted=restricted),
        sees=Kinds(patterns=sees, restricted=restricted),
        own=tuple(row["kinds"]),
        reads=Kinds(patterns=tuple(row.get("sees", ("*",)))),
        branch=row["branch"],
        pledge=row.get("pledge", False),
        needed=frozenset(row.get("needed", ())),
        second_factor=row.get("second_factor", False),
        appoints=tuple(row.get("appoints", ())),
        protected=fields,
        opens=tuple(row.get("opens", ())),
    )


def _shapes(tables: Mapping[str, Any]) -> Iterator[Reason]:
    """What is no table, or no list of texts, where one must stand: nothing else can be looked at then."""
    for part, names in (("everyone", ("kinds",)), ("restricted", ("kinds", "fields"))):
        found = tables.get(part, {})
        if not isinstance(found, dict):
            yield _fault(part, part, "应是一个表，写成 [名称]", "must be a table, written [name]")
            continue
        yield from _no_lists(part, found, names)
    rows = tables.get("role", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield _fault("role", "role", "每个职务应写成 [[role]]", "every role is written as [[role]]")
        return
    for number, row in enumerate(rows, start=1):
        code = str(row.get("code", number))
        yield from _no_lists(code, row, _LISTS)
        for name in _TEXTS:
            if not isinstance(row.get(name, ""), str):
                yield _fault(code, name, "应是文字，写在引号里", "must be a text in quotation marks")


def _no_lists(code: str, row: Mapping[str, Any], names: Iterable[str]) -> Iterator[Reason]:
    for name in names:
        found = row.get(name, [])
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            yield _fault(code, name, '应是文字的列表，如 ["see"]', 'must be a list of texts such as ["see"]')


def _faults(number: int, row: dict[str, Any]) -> Iterator[Reason]:
    code = str(row.get("code", number))
    for name in sorted(_REQUIRED - row.keys()):
        yield _fault(code, name, "缺少该项，请补上", "is missing; add it")
    for name in sorted(row.keys() - _KEYS):
        yield _fault(code, name, "不是职务的项目，请核对拼写", "is no field of a role; check the spelling")
    for name, known in (("verbs", VERBS), ("levels", LEVELS), ("needed", LEVELS)):
        for value in row.get(name, ()):
            if value not in known:
                yield _fault(
                    code,
                    name,
                    f"没有“{value}”，可用：{'、'.join(known)}",
                    f"there is no “{value}”; use one of {', '.join(known)}",
                )


def _fault(code: str, name: str, zh: str, en: str) -> Reason:
    return Reason(
        code="role",
        field=f"roles.toml {code}.{name}",
        text=Text(f"roles.toml {code}.{name}：{zh}。", f"roles.toml {code}.{name}: {en}."),
    )
