"""How many rows a list shows at once, and whether only its next ones are asked for."""

from django.http import HttpRequest

SIZE = 20
"""Rows of a page: about as many as a screen holds. The next ones are a link away, and follow as one scrolls where
nothing stands below the list.
"""


def goes_on(request: HttpRequest, part: str) -> bool:
    """Whether a page that stands there already asks for a list of it: anew, or for the next rows."""
    return request.headers.get("HX-Target") in (part, f"{part}-rows")
