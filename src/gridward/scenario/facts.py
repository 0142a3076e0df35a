"""Checks the facts of a scenario against each other before anything is written.

Every stated value is a lowest and a highest number for one figure, member and moment. What must always hold between
figures (turned back ≤ checked, parts ≤ whole, a flow never falls) carries those limits from one to the next, each with
the fact it came from; where a lowest rises above a highest, the two facts contradict each other.
"""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from gridward.kit import clock
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.agree import Whole
from gridward.plug.catalogue import Catalogue
from gridward.plug.figure import Figure
from gridward.plug.imagine import Fact
from gridward.scenario.limits import AtMost, Grows, Limit, Limits, Parts, Point, Rule, Share


def contradictions(facts: Sequence[Fact], *, catalogue: Catalogue, given: Sequence[Fact] = ()) -> list[Reason]:
    """One reason for each pair of facts that cannot both be true; empty when they agree.

    `given` are facts that the rest of the file states (population, areas); they hold at every moment.
    """
    moments = sorted({fact.as_of for fact in facts})
    everywhere = [fact._replace(as_of=at) for fact in given for at in moments]
    left, reasons = [*facts, *everywhere], []
    while clash := _clash(left, moments, catalogue):
        point, low, high = clash
        reasons.append(_reason(point, low, high, catalogue))
        blamed = next((fact for fact in (high.fact, low.fact) if fact in facts), None)
        if blamed is None:
            break
        left = [fact for fact in left if fact is not blamed]
    return reasons


def _clash(facts: Sequence[Fact], moments: Sequence[int], catalogue: Catalogue) -> tuple[Point, Limit, Limit] | None:
    limits = Limits()
    state(facts, limits)
    narrow(limits, list(rules_of(facts, moments, catalogue)))
    return limits.clash


def state(facts: Sequence[Fact], limits: Limits) -> None:
    """Take the bounds of facts as limits."""
    for fact in sorted(facts, key=lambda fact: fact.as_of):
        if fact.value is not None:
            point, (low, high) = Point(fact.figure, fact.member, fact.as_of), fact.bounds()
            limits.raise_to(point, Limit(low, fact))
            limits.lower_to(point, Limit(high, fact))


def narrow(limits: Limits, rules: Sequence[Rule]) -> None:
    """Let the rules carry the limits on until nothing changes or two of them clash."""
    news = True
    while news and limits.clash is None:
        news = False
        for rule in rules:
            news |= rule.narrow(limits)


def rules_of(facts: Sequence[Fact], moments: Sequence[int], catalogue: Catalogue) -> Iterator[Rule]:
    """What must hold between the figures of these facts, and all that they may not exceed."""
    concerned = _concerned({fact.figure for fact in facts}, catalogue)
    for figure in concerned:
        codes = ["", *(member.code for member in figure.members)]
        for at in moments:
            yield from _within(figure, at)
            yield from _beside(figure, codes, at, catalogue)
        if figure.kind == "flow":
            for before, after in pairwise(moments):
                yield from (AtMost(Point(figure.name, code, before), Point(figure.name, code, after)) for code in codes)
    for whole in wholes_of(concerned, catalogue):
        for at in moments:
            yield Parts(Point(*whole.whole, at), tuple(Point(*part, at) for part in whole.parts), whole.full)
    for fact in facts:
        expected = catalogue.figures[fact.figure].expected
        code = _counterpart(expected, fact.member, catalogue)
        if fact.share is not None and code is not None:
            yield Share(Point(fact.figure, fact.member, fact.as_of), Point(expected, code, fact.as_of), fact)


def wholes_of(figures: Collection[Figure], catalogue: Catalogue) -> list[Whole]:
    """What else holds between these figures and others."""
    names = {figure.name for figure in figures}
    return [one for one in catalogue.wholes if one.always and names & {name for name, _ in (one.whole, *one.parts)}]


def growth(facts: Sequence[Fact], moments: Sequence[int], catalogue: Catalogue) -> Iterator[Rule]:
    """What is part of a flow grows by no more than the flow does."""
    told = {(fact.figure, fact.member) for fact in facts}
    concerned = _concerned({fact.figure for fact in facts}, catalogue)
    for figure in concerned:
        families: dict[str, list[str]] = {}
        for member in figure.members if figure.kind == "flow" and not figure.distinct else ():
            if (figure.name, member.code) in told:
                families.setdefault(member.parent, []).append(member.code)
        for parent, every in families.items():
            for codes in [every] * (len(every) > 1) + [[code] for code in every]:
                for before, after in pairwise(moments) if parent or figure.total else ():
                    grown, was = ([Point(figure.name, code, at) for code in codes] for at in (after, before))
                    whole, then = (Point(figure.name, parent, at) for at in (after, before))
                    yield Grows((whole, *was), (then, *grown))
        yield from _growth_beside(figure, moments, catalogue)
    for one in wholes_of(concerned, catalogue):
        for before, after in pairwise(moments) if one.grows else ():
            grown, was = ([Point(*part, at) for part in one.parts] for at in (after, before))
            yield Grows((Point(*one.whole, after), *was), (Point(*one.whole, before), *grown))


def _growth_beside(figure: Figure, moments: Sequence[int], catalogue: Catalogue) -> Iterator[Rule]:
    more = catalogue.figures.get(figure.at_most)
    if more is None or figure.distinct or more.distinct or {figure.kind, more.kind} != {"flow"}:
        return
    for code in ("", *(member.code for member in figure.members)):
        other = _counterpart(more.name, code, catalogue)
        if other is None:
            continue
        for before, after in pairwise(moments):
            yield Grows(
                (Point(more.name, other, after), Point(figure.name, code, before)),
                (Point(more.name, other, before), Point(figure.name, code, after)),
            )


def _beside(figure: Figure, codes: Sequence[str], at: int, catalogue: Catalogue) -> Iterator[Rule]:
    """What holds between a figure and those that it can never exceed."""
    others = [figure.at_most, figure.expected if figure.distinct or figure.share else ""]
    for code in codes:
        for other in others:
            more = _counterpart(other, code, catalogue)
            if more is not None:
                yield AtMost(Point(figure.name, code, at), Point(other, more, at))


def _within(figure: Figure, at: int) -> Iterator[Rule]:
    """What holds between the members of one figure and their parents or total. Of a part more may be known than its own
    parts: 63 from Hubei, 21 of them from Wuhan.
    """
    families: dict[str, list[str]] = {}
    for member in figure.members:
        families.setdefault(member.parent, []).append(member.code)
    for parent, codes in families.items():
        if not parent and not figure.total:
            continue
        whole, parts = Point(figure.name, parent, at), tuple(Point(figure.name, code, at) for code in codes)
        if figure.distinct:
            yield from (AtMost(part, whole) for part in parts)
        else:
            yield Parts(whole, parts, full=not parent)


def _concerned(names: set[str], catalogue: Catalogue) -> list[Figure]:
    """The figures with facts and all that they may not exceed."""
    found: dict[str, Figure] = {}
    open_names = sorted(names)
    while open_names:
        name = open_names.pop()
        if name and name not in found:
            found[name] = figure = catalogue.figures[name]
            open_names += [figure.at_most, figure.expected]
            for whole in wholes_of([figure], catalogue):
                open_names += [name for name, _ in (whole.whole, *whole.parts)]
    return [found[name] for name in sorted(found)]


def _counterpart(name: str, code: str, catalogue: Catalogue) -> str | None:
    """The other figure's member that limits this one's: the same code, else the total where there is one."""
    figure = catalogue.figures.get(name)
    if figure is None:
        return None
    if code and any(member.code == code for member in figure.members):
        return code
    return "" if figure.total or not figure.members else None


def _reason(point: Point, low: Limit, high: Limit, catalogue: Catalogue) -> Reason:
    first, second = low.fact, high.fact
    assert first is not None and second is not None  # noqa: S101  (only stated facts narrow)
    figure = catalogue.figures[point.figure]
    name, when = title(point.figure, point.member), clock.iso(point.at)
    least, most = plain(low.number, scale_of(figure, point.member)), plain(high.number, scale_of(figure, point.member))
    one, other = _quoted(first, catalogue), _quoted(second, catalogue)
    return Reason(
        code="contradiction",
        field="fact",
        text=Text(
            f"事实 {one.zh} 与 {other.zh} 矛盾：按前者，{name}（{figure.label.zh}）截至 {when} 至少 {least}，"
            f"按后者至多 {most}。请改正其中之一。",
            f"Fact {one.en} contradicts {other.en}: by the former {name} ({figure.label.en}) is at least "
            f"{least} as of {when}, by the latter at most {most}. Correct one of them.",
        ),
    )


def _quoted(fact: Fact, catalogue: Catalogue) -> Text:
    value = plain(fact.value or 0, scale_of(catalogue.figures[fact.figure], fact.member))
    said = f"{fact.qualifier} {value}" if fact.share is None else f"share = {fact.share:g}"
    claim = f"{title(fact.figure, fact.member)} {said} {fact.unit}".strip()
    words = f"“{fact.text}”" if fact.text else ""
    return Text(f"{fact.source}{words}({claim})", " ".join(filter(None, (fact.source, words, f"({claim})"))))


def title(figure: str, member: str) -> str:
    """The name under which a figure's member is asked for: FIGURE[member]."""
    return f"{figure}[{member}]" if member else figure


def scale_of(figure: Figure, member: str) -> int:
    """The decimal places of a figure's member."""
    return next((found.scale for found in figure.members if found.code == member and found.unit), figure.scale)


def plain(value: float, scale: int) -> str:
    """A value in whole units of 10**-scale as a decimal number."""
    return f"{Decimal(int(value)).scaleb(-scale):f}"
