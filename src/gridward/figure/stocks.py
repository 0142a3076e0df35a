"""The figures that are states: derived again for whatever an entry tells of, from all that is known of it."""

from collections.abc import Collection, Iterable, Sequence

from gridward.figure.booking import Booked, Row, book, difference, in_common, posting
from gridward.figure.reader import Reader, told_of
from gridward.figure.standing import Group, Standing
from gridward.figure.threads import Thread, Threads
from gridward.figure.timeline import Timeline
from gridward.ledger import stored as ledger
from gridward.ledger.answers import answering
from gridward.ledger.names import kind_name, kind_numbers
from gridward.ledger.stored import Stored
from gridward.plug.figure import Figure, Line
from gridward.plug.kind import thing_of


class Stocks:
    """The state figures of one slice; `rows` takes what they book."""

    def __init__(self, reader: Reader, threads: Threads, standing: Standing, rows: list[Row]) -> None:
        self._reader = reader
        self._threads = threads
        self._standing = standing
        self._rows = rows
        self._timelines: dict[str, dict[int, Timeline]] = {}
        """By thread and by subject or matter."""
        self._said: dict[Group, Sequence[Line]] = {}
        """The lines that this slice booked last for a subject: what stands booked from then on."""

    def expect(self, entries: Iterable[Stored]) -> None:
        """Read at once what these entries will ask for one by one."""
        keys: dict[Thread, set[int]] = {}
        booked: dict[str, set[int]] = {}
        for one in entries:
            if one.counts_from is None:  # held: of what it is about nothing is said yet
                continue
            for thread, concerned in self._threads.of(kind_name(one.kind)).states:
                for key in self._reader.told_of(one, one.position, matter=thread.matter):
                    if concerned[key % 16]:
                        keys.setdefault(thread, set()).add(key)
                    for figure in concerned[key % 16]:
                        booked.setdefault(figure.name, set()).add(key)
        for thread, found in keys.items():
            self._read(thread, found)
        self._standing.learn(booked)

    def learn(self, figure: Figure, keys: Collection[int]) -> None:
        """Read what several subjects are derived from, and what stands booked for them."""
        self._read(self._threads.along(figure.of[0], matter=figure.matter), keys)
        self._standing.learn({figure.name: keys})

    def touch(self, one: Stored, position: int) -> None:
        """An entry counts from this position: derive what it is about, and what those are that it corrects."""
        for thread, concerned in self._threads.of(kind_name(one.kind)).states:
            for key in self._reader.subjects(one, position, matter=thread.matter):
                for figure in concerned[key % 16]:
                    self._derive(thread, figure, key, position)

    def again(self, figure: Figure, keys: Collection[int], position: int) -> None:
        """Derive these subjects again: their entries are understood otherwise from this position on."""
        thread = self._threads.along(figure.of[0], matter=figure.matter)
        self.learn(figure, keys)
        for key in sorted(keys):
            self._timelines[thread.name][key].forget()
            self._derive(thread, figure, key, position)

    def regroup(self, moved: Collection[int], position: int) -> None:
        """Things turn out to be one, or not to be: the timelines that were read tell of other entries."""
        for timelines in self._timelines.values():
            for key, timeline in timelines.items():
                if key in moved:
                    timeline.regroup(position)
                else:
                    timeline.forget()

    def _derive(self, thread: Thread, figure: Figure, key: int, position: int) -> None:
        """The first time in this slice what stands booked is compared, later only the lines that are other ones."""
        group = figure.name, key
        said = self._said.get(group)
        if said is None and not self._standing.known(group):
            self.learn(figure, (key,))
        lines = self._said[group] = self._timelines[thread.name][key].lines(figure, position)
        if lines is said:
            return
        if said is not None:
            same = in_common(lines, said)
            booked = difference(self._book(figure, lines[same:]), self._book(figure, said[same:]))
        elif lines:
            booked = difference(self._book(figure, lines), self._standing.of(group))
        else:
            booked = difference({}, self._standing.of(group))
        if booked:
            self._rows += [posting(spot, value, position, key) for spot, value in booked]

    def _book(self, figure: Figure, lines: Sequence[Line]) -> Booked:
        reader = self._reader
        return book(figure, lines, reader.homes, reader.tree, reader.responses)

    def _read(self, thread: Thread, keys: Collection[int]) -> None:
        """The timelines of several subjects, where they were not read yet."""
        timelines = self._timelines.setdefault(thread.name, {})
        fresh = {key for key in keys if key not in timelines}
        if not fresh:
            return
        links = self._links(thread, fresh)
        for key in fresh:
            timelines[key] = Timeline(key, thread, links.get(key, ()), self._reader)

    def _links(self, thread: Thread, keys: Collection[int]) -> dict[int, list[Stored]]:
        """Every chain in which something was said of these subjects, or of what is one thing with them."""
        same = self._reader.places.same
        members = {key: same.family(key) for key in keys}
        found = {one.position: one for one in self._said_of(thread, keys, set().union(*members.values()))}
        subjects: dict[int, set[int]] = {}
        for one in found.values():
            subjects.setdefault(one.chain, set()).update(told_of(one, matter=thread.matter))
        told: dict[int, list[Stored]] = {}
        for one in found.values():
            spoken = subjects[one.chain]
            for key in [key for key in keys if members[key] & spoken] if same.any else spoken:
                told.setdefault(key, []).append(one)
        return told

    def _said_of(self, thread: Thread, keys: Collection[int], members: Collection[int]) -> list[Stored]:
        numbers = kind_numbers(thread.kinds)
        things = [thing_of(key) for key in keys]
        areas = [thing.id for thing in things if thing.kind == "area"]
        openers = {thing.id for thing in things if thing.kind == "entry"} if thread.matter else set()
        return [
            *ledger.about(members, numbers),
            *(ledger.at_areas(areas, numbers, bare=True) if areas else ()),
            *(ledger.of_chains(openers | answering(openers)) if openers else ()),
        ]
