"""Verifies a scenario: each fact against the value of the postings and against the entries counted once more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gridward.figure.fold import catch_up
from gridward.figure.value import Value, values
from gridward.grid.tree import tree
from gridward.kit import clock
from gridward.kit.errors import refuse
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.imagine import Fact
from gridward.scenario.facts import plain, scale_of, title
from gridward.scenario.instead import instead
from gridward.scenario.node import loaded
from gridward.scenario.recount import Recount, read_active
from gridward.scenario.scenario import Scenario, Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fact and the two values that it is compared with; `expected` values only for shares."""

    stated: Stated
    postings: int | None
    recounted: int
    expected: int | None
    expected_recounted: int | None

    @property
    def holds(self) -> bool:
        """Whether all three agree."""
        fact = self.stated.fact
        if self.postings != self.recounted or self.expected != self.expected_recounted:
            return False
        if fact.share is None:
            return fact.accepts(self.recounted)
        return bool(self.expected) and self.recounted == round(fact.share * (self.expected or 0))

    def json(self) -> dict[str, Any]:
        """As `scenario verify --json` prints it."""
        fact = self.stated.fact
        scale = scale_of(CATALOGUE.figures[fact.figure], fact.member)

        def number(value: int | None) -> int | float | None:
            return value if value is None or scale == 0 else float(plain(value, scale))

        return {
            "figure": fact.figure,
            "member": fact.member,
            "as_of": clock.iso(fact.as_of),
            "as_of_source": self.stated.as_of_source,
            "qualifier": fact.qualifier,
            "unit": fact.unit,
            "stated": number(fact.value),
            "share": fact.share,
            "postings": number(self.postings),
            "recounted": number(self.recounted),
            "expected": number(self.expected),
            "holds": self.holds,
            "source": fact.source,
            "text": fact.text,
        }

    @property
    def title(self) -> str:
        """The name of the figure's member."""
        return title(self.stated.fact.figure, self.stated.fact.member)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """Every fact of a scenario, compared at a position of the ledger."""

    scenario: str
    area: str
    position: int
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether every fact holds."""
        return all(finding.holds for finding in self.findings)

    def json(self) -> dict[str, Any]:
        """As `scenario verify --json` prints it."""
        return {
            "scenario": self.scenario,
            "area": self.area,
            "position": self.position,
            "holds": self.holds,
            "facts": [finding.json() for finding in self.findings],
        }


def verify(scenario: Scenario) -> Verified:
    """Compare every fact; raises `Refusal` when the node does not hold this scenario, or not yet all of it."""
    node = loaded()
    if node is None or node.scenario != scenario.id or not node.finished:
        raise refuse(
            "not_loaded",
            field="scenario",
            zh=f"本节点没有装入（或没有装完）场景 {scenario.id}。请先运行 ./run scenario load。",
            en=f"The scenario {scenario.id} is not (or not wholly) loaded on this node. Run ./run scenario load first.",
        )
    position = catch_up()
    area = tree().need(node.root).id
    facts = [row.fact for row in scenario.facts]
    posted = _posted(facts, area, position)
    figures = {
        name: CATALOGUE.figures[name]
        for fact in facts
        for name in (fact.figure, CATALOGUE.figures[fact.figure].expected)
        if name
    }
    recount = Recount(read_active(list(figures.values()), tree(), position), figures, tree())
    findings = tuple(_finding(row, posted, recount, area) for row in scenario.facts)
    return Verified(scenario=scenario.id, area=node.root, position=position, findings=findings)


def unmet(scenario: Scenario) -> tuple[tuple[Stated, Text], ...]:
    """The facts that the figures do not bear out, each with what to state instead: what loading could not bring about,
    for nobody looked twice yet.
    """
    node = loaded()
    area = tree().need(node.root if node else scenario.area).id
    facts = [row.fact for row in scenario.facts]
    posted = _posted(facts, area, catch_up())
    rows = [(row, posted[row.fact.figure, row.fact.member, row.fact.as_of]) for row in scenario.facts]
    return tuple(
        (row, instead(row.fact, facts, expected=value.expected))
        for row, value in rows
        if not _borne_out(row.fact, value)
    )


def _borne_out(fact: Fact, value: Value) -> bool:
    if value.value is None:
        return False
    if fact.share is None:
        return fact.accepts(value.value)
    return bool(value.expected) and value.value == round(fact.share * (value.expected or 0))


def _posted(facts: Sequence[Fact], area: int, position: int) -> dict[tuple[str, str, int], Value]:
    """What the postings say, one read for each as-of."""
    found: dict[tuple[str, str, int], Value] = {}
    for as_of in sorted({fact.as_of for fact in facts}):
        pairs = list(dict.fromkeys((fact.figure, fact.member) for fact in facts if fact.as_of == as_of))
        for value in values(pairs, area=area, as_of=as_of, known_at=position):
            found[value.name, value.member, as_of] = value
    return found


def _finding(row: Stated, posted: dict[tuple[str, str, int], Value], recount: Recount, area: int) -> Finding:
    fact = row.fact
    value = posted[fact.figure, fact.member, fact.as_of]
    share = fact.share is not None
    return Finding(
        stated=row,
        postings=value.value,
        recounted=recount.value(fact.figure, fact.member, area=area, as_of=fact.as_of),
        expected=value.expected if share else None,
        expected_recounted=recount.expected(fact.figure, fact.member, area=area, as_of=fact.as_of) if share else None,
    )
