"""What is shown when a page cannot be: in both languages, without a word about the insides."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from gridward.console.frame import frame
from gridward.kit.errors import Reason, Refusal
from gridward.kit.pen import Busy
from gridward.kit.text import Text

WORDS = {
    400: Text("这个请求无法处理", "This request cannot be answered"),
    403: Text("不允许这样做", "This is not allowed"),
    404: Text("没有这个页面", "There is no such page"),
    429: Text("稍等再试", "Try again in a little while"),
    500: Text("系统出了问题", "Something went wrong"),
    503: Text("系统正忙", "The system is busy"),
}
REMEDIES = {
    400: Text("请检查地址或所填内容后再试。", "Check the address or what was filled in, and try again."),
    403: Text(
        "页面可能已过期：请返回、刷新后再试一次。", "The page may be out of date: go back, reload it and try again."
    ),
    404: Text(
        "地址有误，或者它不在您的职责范围内。", "The address is wrong, or it is outside what your office covers."
    ),
    429: Text("连续多次密码错误，请 15 分钟后再试。", "Too many wrong passwords in a row; try again in 15 minutes."),
    500: Text(
        "问题已记录。已保存的记录不受影响，请稍后再试。",
        "It has been noted. What was saved is safe; please try again later.",
    ),
    503: Text("没有保存任何内容，请几秒后重新提交。", "Nothing was saved; submit again in a few seconds."),
}


class Faults:
    """Turns what a page refuses into a page that says why and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do on the way in."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal is 400 with its reasons, a busy pen 503; anything else goes on to Django."""
        if request.path.startswith("/api/"):
            return None
        if isinstance(exception, Refusal):
            return fault(request, 400, exception.reasons)
        return fault(request, 503) if isinstance(exception, Busy) else None


def fault(request: HttpRequest, status: int, reasons: tuple[Reason, ...] = ()) -> HttpResponse:
    """The page for a status."""
    context = {
        "frame": frame(request),
        "status": status,
        "word": WORDS[status],
        "remedy": REMEDIES[status],
        "reasons": reasons,
    }
    return render(request, "console/fault.html", context, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400."""
    return fault(request, 400)


def forbidden(request: HttpRequest, exception: Any = None, reason: str = "") -> HttpResponse:
    """403, also for a form whose token is out of date."""
    return fault(request, 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404."""
    return fault(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return fault(request, 500)
