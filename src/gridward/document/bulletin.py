"""A bulletin as a value: sentences in both languages, every number with its `Value` and the way to its entries."""

from dataclasses import dataclass
from typing import Any, Literal

from gridward.figure.value import Value
from gridward.kit.learnt import learnt
from gridward.kit.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence: words, or (note > 0) a number, the number of its footnote, and words that belong to it.

    The number is empty when there is none to print; `words` then say why.
    """

    text: str
    note: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One text in both languages."""

    zh: tuple[Run, ...]
    en: tuple[Run, ...]

    def say(self, lang: Lang) -> tuple[Run, ...]:
        """The runs in `lang`."""
        return self.zh if lang == "zh" else self.en

    def plain(self, lang: Lang) -> str:
        """The text without its notes."""
        return "".join(run.text + run.words for run in self.say(lang))


@dataclass(frozen=True, slots=True)
class Number:
    """A figure that the bulletin prints. `link` is the figure's page on the node; `exact` the unrounded text."""

    note: int
    label: Text
    value: Value
    as_of: int
    exact: Text
    link: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its sentences. When no figure has data `silence` says so and is all that is printed."""

    name: str
    title: Text
    sentences: tuple[Sentence, ...]
    notes: tuple[int, ...]
    silence: Text | None = None

    def runs(self, lang: Lang) -> tuple[Run, ...]:
        """What stands under the heading: the sentences, or the line that there are no data, with all notes."""
        if self.silence:
            return (Run(self.silence.say(lang)), *(Run("", note) for note in self.notes))
        found: list[Run] = []
        for sentence in self.sentences:
            if found and lang == "en":
                found.append(Run(" "))
            found += sentence.say(lang)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Proof:
    """Where in the ledger the numbers stand: position, the seal that covers it (hex), and when that seal was set.

    The figures of a document stand at its position: the watermark of its making is the same number.
    """

    position: int
    seal: str
    sealed_at: int | None


@dataclass(frozen=True, slots=True)
class PackNote:
    """A policy pack in force; `verified` False when any of its values has not been checked against its source."""

    id: str
    label: Text
    verified: bool


@learnt
@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """A drafted or issued bulletin; renderers need nothing else. `issued_at` None: a draft."""

    name: str
    version: int
    area: str
    area_name: Text
    as_of: int
    proof: Proof
    packs: tuple[PackNote, ...]
    masthead: Text
    title: Text
    opening: Sentence
    sections: tuple[Section, ...]
    numbers: tuple[Number, ...]
    issued_at: int | None = None
    issued_by: Text | None = None

    def number(self, note: int) -> Number:
        """The figure behind a footnote."""
        return self.numbers[note - 1]


Format = Literal["md", "html", "docx", "pdf", "json"]
Json = dict[str, Any]
