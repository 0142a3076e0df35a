"""Devices and their tokens. A token is shown once, when it is made; afterwards only its SHA-256 is known."""

import hashlib
import secrets
from collections.abc import Iterable

from gridward.account.models import LONGEST_DEVICE_NAME as LONGEST
from gridward.account.models import Account, Device
from gridward.kit.clock import MINUTE, now
from gridward.kit.errors import Refusal, refuse

NODE = "node"
"""The node's own device: console, imports, loader."""
PAUSE = 5 * MINUTE
"""When a device was last heard is written down at most this often."""


def add(name: str, account: Account | None = None) -> tuple[Device, str]:
    """A new device and its bearer token; raises Refusal when the name is empty, too long or taken."""
    name = _checked(name)
    if Device.objects.filter(name=name).exists():
        raise refuse(
            "device_exists",
            field="name",
            zh=f"已有名为“{name}”的设备。请换一个名称；如令牌遗失，请先停用旧设备。",
            en=f"There is already a device “{name}”. Choose another name; if its token is lost, revoke that device.",
        )
    token = secrets.token_urlsafe(32)
    return Device.objects.create(name=name, token_hash=_digest(token), account=account), token


def of_token(token: str) -> Device | None:
    """The device with this token, also a revoked one. Always one index look-up, whatever the token looks like."""
    return Device.objects.filter(token_hash=_digest(token)).select_related("account").first()


def node() -> Device:
    """The node's own device."""
    return named([NODE])[NODE]


def named(names: Iterable[str]) -> dict[str, Device]:
    """The devices of these names; those not known yet are entered without a token. Raises Refusal on a bad name."""
    wanted = {_checked(name) for name in names}
    found = {device.name: device for device in Device.objects.filter(name__in=wanted)}
    for name in sorted(wanted - found.keys()):
        found[name] = Device.objects.get_or_create(name=name)[0]
    return found


def revoke(name: str) -> Device:
    """From now on the device's token is no longer good; raises Refusal when there is no such device."""
    device = Device.objects.filter(name=name).first()
    if device is None:
        raise _unknown(name)
    if device.revoked_at is None:
        device.revoked_at = now()
        device.save(update_fields=["revoked_at"])
    return device


def heard(device: Device) -> None:
    """The device has asked for something with its token."""
    at = now()
    if at - (device.heard_at or 0) >= PAUSE:
        Device.objects.filter(pk=device.pk).update(heard_at=at)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _checked(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST:
        raise refuse(
            "device_name",
            field="name",
            zh=f"设备名称应为 1 到 {LONGEST} 个字符，收到 {len(name)} 个。请改正。",
            en=f"A device name has 1 to {LONGEST} characters, this one {len(name)}. Please correct it.",
        )
    return name


def _unknown(name: str) -> Refusal:
    return refuse(
        "unknown_device",
        field="name",
        zh=f"没有名为“{name[:60]}”的设备。请核对名称。",
        en=f"There is no device “{name[:60]}”. Check the name.",
    )
