"""The API as a whole: its pages, who may use it, and how it says that something failed."""

import logging
from traceback import walk_tb

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import Swagger
from ninja.errors import AuthenticationError

from gridward.api.answers import Answer, busy, problem, refusal
from gridward.api.body import too_large
from gridward.api.devices import UNKNOWN, DeviceToken
from gridward.api.document import DocumentedAPI
from gridward.api.sync import router
from gridward.intake.receive import TooMany
from gridward.kit.pen import Busy

log = logging.getLogger(__name__)
_PATIENCE = 5.0

API = DocumentedAPI(
    title="Gridward 网格哨",
    version="1",
    description="Entries from phones and other systems. 手机和其他系统从这里报送记录。",
    urls_namespace="api",
    docs=Swagger(settings={"validatorUrl": None, "persistAuthorization": False}),
    docs_url="/docs",
    openapi_url="/openapi.json",
    auth=DeviceToken(),
)
API.add_router("", router)


@API.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """No device."""
    return refusal(401, UNKNOWN, headers={"WWW-Authenticate": "Bearer"})


@API.exception_handler(Answer)
def answered(request: HttpRequest, error: Answer) -> HttpResponse:
    """Something about the request itself."""
    return refusal(error.status, error.reason)


@API.exception_handler(TooMany)
def crowded(request: HttpRequest, error: TooMany) -> HttpResponse:
    """Too many entries at once."""
    return refusal(413, too_large())


@API.exception_handler(Busy)
def waits(request: HttpRequest, error: Busy) -> HttpResponse:
    """Somebody else holds the pen."""
    return busy(error.retry_after)


@API.exception_handler(OperationalError)
@API.exception_handler(InterfaceError)
def away(request: HttpRequest, error: Exception) -> HttpResponse:
    """The database does not answer: the same to the device as a busy node."""
    _say(error)
    return busy(_PATIENCE)


@API.exception_handler(Exception)
def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """A fault of ours: nothing has been kept, the device goes on holding its entries."""
    _say(error)
    return refusal(
        500,
        problem(
            "fault",
            "",
            "节点出错，这一批没有收下，手机会继续保存。请联系管理员查看日志。",
            "The node failed and has not taken the batch; the device keeps it. Ask the operator to look at the log.",
        ),
    )


def _say(error: Exception) -> None:
    """Where it failed. The message is left out: it may quote what somebody entered."""
    places = [f"{frame.f_code.co_filename}:{line}" for frame, line in walk_tb(error.__traceback__)]
    log.error("%s at %s", type(error).__name__, " < ".join(reversed(places)))
