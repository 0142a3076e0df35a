"""How a fault of a pack is said: where it is, what is wrong, what could stand there; in both languages."""

from collections.abc import Iterable
from difflib import get_close_matches

from gridward.kit.errors import Reason
from gridward.kit.text import Text


def fault(where: str, zh: str, en: str) -> Reason:
    """Something is wrong at this place."""
    return Reason(code="bad_pack", field=where, text=Text(f"{where}:{zh}。", f"{where}: {en}."))


def unknown(where: str, name: object, known: Iterable[str]) -> Reason:
    """A name that is not one of the known ones, with those that are near it."""
    said, names = str(name)[:60], sorted(set(known))
    if not names:
        return fault(
            where, f"不认识“{said}”；这里还没有可用的名称", f"does not know “{said}”; there is nothing to name yet"
        )
    near = get_close_matches(said, names, n=3, cutoff=0.5) or names[:12]
    return fault(where, f"不认识“{said}”；可用：{'、'.join(near)}", f"does not know “{said}”; use {', '.join(near)}")
