"""Which language a request is answered in: the account's, else the cookie's, else Chinese."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from gridward.kit.text import Lang, speaking

COOKIE = "language"
HTML = {"zh": "zh-Hans", "en": "en"}
DJANGO = {"zh": "zh-hans", "en": "en"}


class Speaking:
    """Sets the language of labels (`kit.text.speaking`) and of prose (gettext) for one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the reader's language and say so."""
        lang = chosen(request)
        token = speaking.set(lang)
        try:
            with translation.override(DJANGO[lang]):
                response = self.get_response(request)
                response.headers["Content-Language"] = HTML[lang]
                return response
        finally:
            speaking.reset(token)


def chosen(request: HttpRequest) -> Lang:
    """The language that this reader chose."""
    user = getattr(request, "user", None)
    kept = user.language if user is not None and user.is_authenticated else request.COOKIES.get(COOKIE)
    return "en" if kept == "en" else "zh"
