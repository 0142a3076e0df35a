"""The sum of all declarations, checked when the node starts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice

from gridward.kit.errors import Refusal, refuse
from gridward.plug.agree import Whole
from gridward.plug.domain import Domain, State
from gridward.plug.figure import Figure, Member
from gridward.plug.kind import EntryKind
from gridward.plug.public import Tap
from gridward.plug.stock import Stock


@dataclass(slots=True)
class Catalogue:
    """Every kind, figure and state of the installed domains, by name. Filled once, by config."""

    domains: dict[str, Domain] = field(default_factory=dict)
    kinds: dict[str, EntryKind] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    states: list[State] = field(default_factory=list)
    members: dict[str, dict[str, Member]] = field(default_factory=dict)
    """Members by code, of the figures that have been asked for one."""
    figures_of: dict[str, list[Figure]] = field(default_factory=dict)
    """The figures that a kind of entry feeds."""
    states_of: dict[str, list[State]] = field(default_factory=dict)

    def install(self, domains: Iterable[Domain]) -> None:
        """Take in the domains; raises ValueError naming every contradiction."""
        faults: list[str] = []
        for domain in domains:
            self._take(domain, faults)
        for figure in self.figures.values():
            faults += self._faults(figure)
        told = {(one.name, code) for one in self.figures.values() for code in ("", *(m.code for m in one.members))}
        for name, code in {number for one in self.wholes for number in (one.whole, *one.parts)} - told:
            faults.append(f"something holds of {name}[{code}], which nobody declares")
        if faults:
            raise ValueError("; ".join(faults))

    @property
    def wholes(self) -> list[Whole]:
        """What holds between figures, besides what they declare themselves."""
        return [whole for domain in self.domains.values() for whole in domain.wholes]

    @property
    def stock(self) -> Stock | None:
        """How stores are kept, where a domain says so."""
        return next((domain.stock for domain in self.domains.values() if domain.stock is not None), None)

    @property
    def taps(self) -> list[Tap]:
        """What is logged at doors, over all domains."""
        return [tap for domain in self.domains.values() for tap in domain.taps]

    def kind(self, name: str) -> EntryKind:
        """The kind of this name; raises `Refusal` with near matches."""
        if name not in self.kinds:
            raise self._unknown("kind", "记录种类", "kind", name, self.kinds)
        return self.kinds[name]

    def figure(self, name: str) -> Figure:
        """The figure of this name; raises `Refusal` with near matches."""
        if name not in self.figures:
            raise self._unknown("figure", "指标", "figure", name, self.figures)
        return self.figures[name]

    def member(self, figure: Figure, code: str) -> Member | None:
        """The figure's member of this code, None for the whole figure; raises `Refusal` with near matches."""
        if not code:
            return None
        found = self.members.get(figure.name)
        if found is None:
            found = self.members[figure.name] = {member.code: member for member in figure.members}
        if code not in found:
            raise self._unknown("member", f"{figure.name} 的分项", f"member of {figure.name}", code, found)
        return found[code]

    def _take(self, domain: Domain, faults: list[str]) -> None:
        if domain.name in self.domains:
            faults.append(f"domain {domain.name} is installed twice")
        unheard = sorted(set(domain.hears) - self.kinds.keys())
        faults += [f"domain {domain.name} hears {name}, which no domain before it declares" for name in unheard]
        self.domains[domain.name] = domain
        for kind in domain.kinds:
            if kind.name in self.kinds:
                faults.append(f"kind {kind.name} is declared twice")
            self.kinds[kind.name] = kind
        for figure in domain.figures:
            if figure.name in self.figures:
                faults.append(f"figure {figure.name} is declared twice")
            self.figures[figure.name] = figure
            for name in figure.of:
                self.figures_of.setdefault(name, []).append(figure)
        for state in domain.states:
            self.states.append(state)
            for name in state.of:
                self.states_of.setdefault(name, []).append(state)

    def _faults(self, figure: Figure) -> list[str]:
        faults = [f"figure {figure.name} reads unknown kind {name}" for name in figure.of if name not in self.kinds]
        for other in (figure.at_most, figure.expected, figure.reported):
            if other and other not in self.figures:
                faults.append(f"figure {figure.name} names unknown figure {other}")
        codes = Counter(member.code for member in figure.members)
        faults += [f"figure {figure.name} has member {code} twice" for code, times in codes.items() if times > 1]
        faults += [
            f"figure {figure.name}: {member.code} has unknown parent {member.parent}"
            for member in figure.members
            if member.parent and member.parent not in codes
        ]
        return faults

    @staticmethod
    def _unknown(field_name: str, zh: str, en: str, name: str, known: Iterable[str]) -> Refusal:
        near = get_close_matches(name, list(known), n=3, cutoff=0.5)
        some = near if near or field_name != "member" else [*islice(known, 8)]
        more = " …" if len(some) == 8 else ""
        hint_zh, hint_en = (
            "用 ./run kinds 或 ./run figures 查看全部名称。",
            "See ./run kinds or ./run figures for all names.",
        )
        if near:
            hint_zh, hint_en = f"是不是：{'、'.join(near)}?", f"Did you mean {', '.join(near)}?"
        elif field_name == "member":
            hint_zh = f"可选：{'、'.join(some)}{more}。" if some else "它没有分项。"
            hint_en = f"Its members are: {', '.join(some)}{more}." if some else "It has no members."
        return refuse(
            f"unknown_{field_name}",
            zh=f"没有名为“{name[:60]}”的{zh}。{hint_zh}",
            en=f"There is no {en} “{name[:60]}”. {hint_en}",
            field=field_name,
        )


CATALOGUE = Catalogue()
"""The one catalogue of this process."""
