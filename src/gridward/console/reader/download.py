"""Files that a page hands out: their type, their name in any script, and that no browser keeps them."""

from urllib.parse import quote

from django.http import HttpResponse

TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(data: bytes, name: str) -> HttpResponse:
    """A file of this name, whose ending says what it is."""
    response = HttpResponse(data, content_type=TYPES[name.rpartition(".")[2]])
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "no-store"
    return response
