"""One text in the two languages of the house."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from gridward.kit.typography import full_width

Lang = Literal["zh", "en"]

speaking: ContextVar[Lang] = ContextVar("speaking", default="zh")
"""The language of the reader being served; set once per request or command."""


@dataclass(frozen=True, slots=True)
class Text:
    """A label or sentence in simplified Chinese and English; `str()` speaks the reader's language, punctuated as that
    language is.
    """

    zh: str
    en: str

    def __str__(self) -> str:
        return full_width(self.zh) if speaking.get() == "zh" else self.en

    def say(self, lang: Lang) -> str:
        """The text in `lang`."""
        return self.zh if lang == "zh" else self.en

    def format(self, **values: object) -> "Text":
        """Both languages with the same named values filled in; a Text among them in its own language."""
        zh = {name: value.zh if isinstance(value, Text) else value for name, value in values.items()}
        en = {name: value.en if isinstance(value, Text) else value for name, value in values.items()}
        return Text(self.zh.format(**zh), self.en.format(**en))
