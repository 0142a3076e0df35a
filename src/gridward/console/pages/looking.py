"""While somebody looks as another, every page is the other's, and nothing can be sent."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from gridward.account import viewings
from gridward.account.models import Account
from gridward.console.pages.fault import fault
from gridward.console.people.disguise import VIEWING, Shown, disguise
from gridward.kit.errors import Refusal, refuse

STOP = "/view-as/stop/"
STILL_OPEN = (STOP, "/sign-out/")
PERSONAL = "/me/"

READING_ONLY = refuse(
    "reading_only",
    zh="您正在以他人身份查看，只能看，不能提交。请先点页面上方的“停止查看”。",
    en="You are looking as somebody else: nothing can be sent. Press “Stop viewing” above the page first.",
)
PRIVATE = refuse(
    "private_page",
    zh="个人账号页（密码、登录记录、设备）只有本人能看。请先点页面上方的“停止查看”。",
    en="Somebody's own account page (password, sittings, devices) is theirs alone. Press “Stop viewing” first.",
)


class Looking:
    """Puts the other in the reader's place for as long as the reader looks as them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse whatever would write, and what is the other's own alone; show the rest as they would see it."""
        number = request.session.get(VIEWING)
        reader = request.user
        if number is None or not isinstance(reader, Account):
            return self.get_response(request)
        viewing = viewings.current(number, reader)
        try:
            other = disguise(reader, viewing) if viewing is not None else None
        except Refusal:
            other = None
        if viewing is None or other is None:
            viewings.end(number, reader)
            del request.session[VIEWING]
            return self.get_response(request)
        if request.path in STILL_OPEN:
            return self.get_response(request)
        request.viewing = Shown(reader, other, viewing)  # type: ignore[attr-defined]
        request.user = other
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return fault(request, 403, READING_ONLY.reasons)
        return fault(request, 403, PRIVATE.reasons) if request.path.startswith(PERSONAL) else self.get_response(request)
