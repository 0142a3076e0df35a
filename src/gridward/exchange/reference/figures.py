"""The reference page of figures: every number that the system knows, and what it is made of."""

from collections.abc import Iterator

from gridward.exchange.reference.markdown import both, code, codes, first_sentence, page, table
from gridward.plug.catalogue import Catalogue
from gridward.plug.figure import Figure, Member

LEAD = (
    "Every declared number, by domain. A **flow** adds up over time, a **stock** is what stands at a moment;"
    " **distinct** counts whom or what it is about once. `./run figures FIGURE[member] --area CODE --as-of DATE` gives"
    " a value, `./run entries --figure FIGURE[member] --area CODE` the entries behind it."
)
_FEW = 11
"""Members up to so many are listed with their labels, more as codes."""


def figures_page(catalogue: Catalogue) -> str:
    """The whole page, as Markdown."""
    parts: list[str] = []
    for domain in catalogue.domains.values():
        if domain.figures:
            parts += [f"## {domain.name} · {both(domain.label)}", _overview(domain.figures)]
            parts += [part for members, figures in _families(domain.figures) for part in _members(members, figures)]
    return page("Figures", LEAD, parts)


def _overview(figures: tuple[Figure, ...]) -> str:
    head = ("figure", "中文", "English", "unit", "sort", "what counts", "from", "never above", "of expected", "told by")
    return table(
        head,
        (
            (
                code(figure.name),
                figure.label.zh,
                figure.label.en,
                figure.unit,
                _sort(figure),
                first_sentence(figure.lines.__doc__),
                codes(figure.of),
                code(figure.at_most),
                code(figure.expected),
                code(figure.reported),
            )
            for figure in figures
        ),
    )


def _sort(figure: Figure) -> str:
    said: list[str] = [figure.kind]
    said += ["distinct"] if figure.distinct else []
    said += ["own area only"] if figure.own else []
    said += ["share"] if figure.share else []
    return ", ".join(said)


def _families(figures: tuple[Figure, ...]) -> list[tuple[tuple[Member, ...], list[Figure]]]:
    """The figures that have members, together with those that have the same ones."""
    found: dict[tuple[Member, ...], list[Figure]] = {}
    for figure in figures:
        if figure.members:
            found.setdefault(figure.members, []).append(figure)
    return list(found.items())


def _members(members: tuple[Member, ...], figures: list[Figure]) -> Iterator[str]:
    apart = [figure.name for figure in figures if not figure.total]
    without = f" There is no total of {codes(apart)}." if apart else ""
    yield f"Members of {codes(figure.name for figure in figures)}.{without}"
    if len(members) > _FEW:
        yield ", ".join(f"`{one.code}` {both(one.label)}" for one in members)
    else:
        rows = ((code(one.code), one.label.zh, one.label.en, one.unit, code(one.parent)) for one in members)
        yield table(("member", "中文", "English", "unit", "part of"), rows)
