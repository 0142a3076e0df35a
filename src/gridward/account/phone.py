"""The phone number at which an officer is called about the work."""

import re

from gridward.account.models import Account
from gridward.kit.errors import refuse

_NUMBER = re.compile(r"^\+?[0-9][0-9 \-]{2,18}$")


def number(text: str) -> str:
    """A number as typed, without needless spaces; "" takes it away. Raises `Refusal` for what cannot be dialled."""
    found = " ".join(text.replace("－", "-").split())
    if found and not (_NUMBER.match(found) and sum(sign.isdecimal() for sign in found) >= 3):
        raise refuse(
            "not_a_phone",
            field="phone",
            zh="“电话”不是电话号码。请写数字，可用空格和连字符，例如 0543-123 4567。",
            en="“Phone” is no phone number. Write digits, with spaces or hyphens, for example 0543-123 4567.",
        )
    return found


def note(account: Account, text: str) -> None:
    """Keep the number of an account. Raises `Refusal` for what is none."""
    account.phone = number(text)
    account.save(update_fields=["phone"])


def dialled(text: str) -> str:
    """A number as the address of a call takes it."""
    return "".join(sign for sign in text if sign.isdecimal() or sign == "+")
