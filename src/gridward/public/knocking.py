"""How much may come without signing in: counted for an hour, by a hash of the address and by what it is about."""

from hashlib import blake2b

from django.conf import settings

from gridward.kit.clock import HOUR, day_of
from gridward.kit.errors import refuse
from gridward.public.models import Knock


def knock(address: str, area: int, now: int, *, from_one: int, at_one: int) -> None:
    """Count it; raises Refusal where within the hour `from_one` came from this address, or `at_one` to this area."""
    salt = f"{settings.SECRET_KEY}:{day_of(now)}".encode()
    origin = blake2b(address.encode(), key=blake2b(salt).digest(), digest_size=16).digest()
    Knock.objects.filter(at__lte=now - HOUR).delete()
    if Knock.objects.filter(origin=origin).count() >= from_one or Knock.objects.filter(area=area).count() >= at_one:
        raise refuse(
            "too_many",
            zh="一小时内提交过多,本次未提交。请稍后再试,或拨打公布的电话。",
            en="Too much was handed in within the hour; this was not taken. Try again later, or call the number shown.",
        )
    Knock.objects.create(origin=origin, area=area, at=now)
