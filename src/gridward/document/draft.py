"""From a template, an area and a moment to a bulletin: asks the figures and fills them into the sentences."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings

from gridward.document import moments, telling, template
from gridward.document.bulletin import Bulletin, Number, Proof, Run, Section, Sentence
from gridward.document.packs import in_force
from gridward.document.template import Piece, Prose, Slot, Stamp, Template
from gridward.document.typography import both, full_width_all
from gridward.figure.fold import catch_up, watermark
from gridward.figure.value import Value, values
from gridward.grid.tree import Node, tree
from gridward.kit import clock
from gridward.kit.errors import refuse
from gridward.kit.text import Lang, Text
from gridward.ledger.head import received_at, seal_at
from gridward.plug.catalogue import CATALOGUE

Key = tuple[str, str, int, bool]
"""A figure, its member, the moment as of which it is asked for, and whether the latest complete one is wanted."""
WEEK = 7
"""So many days back, today's among them, a complete value is looked for."""


def folder() -> Path:
    """Where bulletin templates lie."""
    return Path(settings.GRIDWARD_BASE_DIR) / "packs" / "bulletins"


def draft(name: str, *, area: int | str, as_of: int, known_at: int | None = None) -> Bulletin:
    """The bulletin of `area` (number or code) as of a moment, knowing the ledger up to `known_at` (None: all of it).

    The figures catch up first. Raises `Refusal` for an unknown bulletin, area, figure or member, and for a
    position that the ledger has not reached.
    """
    return compose(template.read(name, folder=folder()), area=area, as_of=as_of, known_at=known_at)


def compose(words: Template, *, area: int | str, as_of: int, known_at: int | None = None) -> Bulletin:
    """As `draft`, for a template already read: an officer's own wording is told with the same numbers."""
    catch_up()
    map_now = tree()
    node = map_now.by_id(area, as_of) if isinstance(area, int) else map_now.need(area, as_of)
    mark = watermark()
    position = mark if known_at is None else known_at
    if not 0 <= position <= mark:
        raise refuse(
            "unknown_position",
            zh=f"known_at：台账还没有第 {position} 条；最新是第 {mark} 条。",
            en=f"known_at: the ledger has no position {position}; the latest is {mark}.",
            field="known_at",
        )
    numbers = _numbers(words, node=node, as_of=as_of, position=position)
    stamps = {"area": node.name, "as_of": moments.long(as_of), "when": moments.short(as_of)}
    writer = _Writer(numbers, stamps, as_of)
    return Bulletin(
        name=words.name,
        version=words.version,
        area=node.code,
        area_name=node.name,
        as_of=as_of,
        proof=Proof(position, seal_at(position), received_at(position)),
        packs=in_force(node, as_of, until=position, tree=map_now),
        masthead=writer.heading(words.masthead),
        title=writer.heading(words.title),
        opening=writer.sentence(words.opening),
        sections=tuple(writer.section(part.name, part.title, part.sentences) for part in words.sections),
        numbers=tuple(numbers.values()),
    )


def _numbers(words: Template, *, node: Node, as_of: int, position: int) -> dict[Key, Number]:
    keys = list(dict.fromkeys(_key(slot, as_of) for prose in words.prose() for slot in prose.slots()))
    for figure, member, _, _ in keys:
        CATALOGUE.member(CATALOGUE.figure(figure), member)
    told = _told(keys, node, position)
    return {key: _number(note, key, *told[key], node, position) for note, key in enumerate(keys, start=1)}


def _told(keys: Sequence[Key], node: Node, position: int) -> dict[Key, tuple[Value, int]]:
    """The values, each with the moment as of which it is told: earlier where only a complete one is wanted."""
    found: dict[Key, tuple[Value, int]] = {}
    waiting = [(key, key[2]) for key in keys]
    for back in range(WEEK):
        for moment in sorted({at for _, at in waiting}):
            asked = {key[:2]: None for key, at in waiting if at == moment}
            values_then = {(one.name, one.member): one for one in _values(list(asked), node.id, moment, position)}
            for key, at in waiting:
                if at == moment and (not back or not _gaps(values_then[key[:2]])):
                    found[key] = values_then[key[:2]], moment
        waiting = [(key, at - clock.DAY) for key, at in waiting if key[3] and _gaps(found[key][0])]
    return found


def _gaps(value: Value) -> bool:
    """Whether somebody who was asked has said nothing."""
    return value.nothing == "missing"


def _values(pairs: Sequence[tuple[str, str]], area: int, as_of: int, position: int) -> list[Value]:
    """The values at exactly `position`; the day-end totals serve as long as the figures stand there."""
    if watermark() == position:
        found = values(pairs, area=area, as_of=as_of)
        if watermark() == position:
            return found
    return values(pairs, area=area, as_of=as_of, known_at=position)


def _key(slot: Slot, as_of: int) -> Key:
    at = moments.cut_off(as_of, slot.wording.at) if slot.wording.at else as_of
    return slot.figure, slot.member, at, slot.wording.complete


def _number(note: int, key: Key, value: Value, at: int, node: Node, position: int) -> Number:
    name, member, _, _ = key
    figure = CATALOGUE.figure(name)
    label = figure.label
    if member:
        part = _part(name, member)
        label = Text(f"{label.zh}·{part.zh}", f"{label.en}: {part.en}")
    asked = {"area": node.code, "member": member, "as_of": _date(at), "known_at": position}
    query = urlencode({word: answer for word, answer in asked.items() if answer != ""})
    return Number(note, both(label), value, at, both(telling.exact(value, figure)), f"/figures/{name}/?{query}")


def _date(at: int) -> str:
    """A bare date where that means the same moment."""
    day = clock.day_of(at)
    return clock.date_of(day).isoformat() if at == clock.last_moment(day) else clock.iso(at)


def _part(figure: str, member: str) -> Text:
    """The label of a member, or of the figure itself."""
    found = CATALOGUE.member(CATALOGUE.figure(figure), member)
    return CATALOGUE.figure(figure).label if found is None else found.label


class _Writer:
    """Fills the numbers into prose."""

    def __init__(self, numbers: dict[Key, Number], stamps: dict[str, Text], as_of: int) -> None:
        self._numbers = numbers
        self._stamps = stamps
        self._as_of = as_of

    def heading(self, prose: Prose) -> Text:
        """Prose that holds no figures."""
        sentence = self.sentence(prose)
        return Text(sentence.plain("zh"), sentence.plain("en"))

    def sentence(self, prose: Prose) -> Sentence:
        """Prose with its numbers."""
        return Sentence(self._runs(prose.zh, "zh"), self._runs(prose.en, "en"))

    def section(self, name: str, title: Prose, sentences: Sequence[Prose]) -> Section:
        """A section; with one line instead of its sentences when no figure has data."""
        keys = dict.fromkeys(_key(slot, self._as_of) for prose in sentences for slot in prose.slots())
        told = [self._numbers[key] for key in keys]
        return Section(
            name=name,
            title=self.heading(title),
            sentences=tuple(self.sentence(prose) for prose in sentences),
            notes=tuple(number.note for number in told),
            silence=_silence(told),
        )

    def _runs(self, pieces: Sequence[Piece], lang: Lang) -> tuple[Run, ...]:
        runs = [run for piece in pieces for run in self._told(piece, lang)]
        if lang == "en":
            return tuple(runs)
        printed = iter(full_width_all([part for run in runs for part in (run.text, run.words)]))
        return tuple(Run(next(printed), run.note, next(printed)) for run in runs)

    def _told(self, piece: Piece, lang: Lang) -> Iterator[Run]:
        if isinstance(piece, str):
            yield Run(piece)
        elif isinstance(piece, Stamp):
            yield Run(self._stamps[piece.name].say(lang))
        else:
            if piece.wording.named:
                name = _part(piece.figure, piece.member).say(lang)
                yield Run(name if lang == "zh" else f"{name} ")
            yield self._number(piece, lang)

    def _number(self, piece: Slot, lang: Lang) -> Run:
        number = self._numbers[_key(piece, self._as_of)]
        said = telling.say(number.value, CATALOGUE.figure(piece.figure), piece.wording)
        words = said.words.say(lang)
        if number.as_of != self._as_of:
            since = moments.short(number.as_of).say(lang)
            words += f"（截至{since}）" if lang == "zh" else f" (as of {since})"
        text = said.number.say(lang)
        return Run(text, number.note, f" {words.strip()}" if lang == "en" and text and words else words.strip())


def _silence(told: Sequence[Number]) -> Text | None:
    if not told or not all(telling.empty(number.value) for number in told):
        return None
    if all(number.value.nothing is None for number in told):
        return Text("本节各项指标按台账均为零。", "By the ledger every figure of this section is zero.")
    return Text("本节各项指标均无数据。", "There are no data for any figure of this section.")
