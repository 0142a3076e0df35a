"""Who may use the API: a device with the bearer token that `./run device add` printed."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from gridward.account.devices import heard, of_token
from gridward.account.models import Device
from gridward.api.answers import problem

UNKNOWN = problem(
    "unknown_device",
    "Authorization",
    "Authorization：缺少令牌，或令牌不认识、已停用。请在节点上用 ./run device add 名称 重新登记本设备；"
    "手机里的记录不会丢失。",
    "Authorization: the token is missing, unknown or revoked. Register the device again on the node with "
    "./run device add NAME; what the phone holds is not lost.",
)


class DeviceToken(HttpBearer):
    """`Authorization: Bearer …`; a missing, unknown or revoked token is a 401, and the phone keeps what it holds."""

    def authenticate(self, request: HttpRequest, token: str) -> Device | None:
        """The device of the token."""
        device = of_token(token)
        if device is None or device.revoked or not (device.account is None or device.account.is_active):
            return None
        heard(device)
        return device
