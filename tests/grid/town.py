"""A small county for the tests: numbers by name, moments by day of February 2020."""

from uuid import UUID

from gridward.grid.change import NEW, Drawing
from gridward.grid.spells import Action, Change
from gridward.kit.clock import DAY, parse
from gridward.kit.ids import repeatable

START = parse("2020-02-01T00:00:00+08:00")


def day(number: float) -> int:
    """00:00 of a day of February 2020; 1.5 is noon of the first."""
    return START + int((number - 1) * DAY)


def source(name: str) -> UUID:
    return repeatable(f"test:{name}")


def change(name: str, area: int = NEW, at: float = 1, action: Action = "open", **told: object) -> Change:
    """A change whose chain of entries is called `name`."""
    return Change(source=source(name), area=area, at=day(at), action=action, **told)  # type: ignore[arg-type]


def county() -> dict[str, int]:
    """邹平: two towns, the first with two villages and a grid, the second with one village; saved."""
    drawing = Drawing()
    found: dict[str, int] = {}
    for name, level, above, code in (
        ("county", "county", None, "371681"),
        ("town", "town", "county", "371681102"),
        ("other", "town", "county", "371681103"),
        ("east", "village", "town", "371681102203"),
        ("west", "village", "town", "371681102204"),
        ("far", "village", "other", "371681103201"),
        ("grid", "grid_large", "town", None),
        ("small", "grid_small", "grid", None),
    ):
        parent = found[above] if above else None
        found[name] = drawing.take(
            change(name, parent=parent, level=level, code=code, name_zh=f"{name}村", name_en=name.title())
        )
    drawing.write()
    return found
