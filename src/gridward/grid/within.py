"""What lies in a box, by an index: a ring over a county is found without looking at every place of it."""

from gridward.grid.position import Box
from gridward.kit.rows import rows

_INSIDE = (
    "SELECT DISTINCT area_id FROM grid_areaspell"
    " WHERE latitude >= %s AND latitude <= %s AND longitude >= %s AND longitude <= %s"
)


def lying_in(box: Box) -> set[int]:
    """The numbers of the areas that lay in a box at some time."""
    return {area for (area,) in rows(_INSIDE, box)}
