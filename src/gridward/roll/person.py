"""What the number of an identity card says of a person: sex, date of birth, and so the age (GB 11643)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from stdnum.cn import ric

from gridward.kit.clock import date_of, day_of
from gridward.kit.text import Text
from gridward.roll.blind import normal, valid

SEXES = {"male": Text("男", "male"), "female": Text("女", "female")}


def told(identity: Mapping[str, Any], at: int) -> dict[str, Any]:
    """The identity with `sex`, `birth` and `age` at a moment where they are not given and the number says them."""
    number = normal("id_no", identity.get("id_no"))
    if not valid("id_no", number):
        return dict(identity)
    birth = ric.get_birth_date(number)
    sex = SEXES["male" if int(number[16]) % 2 else "female"]
    return {"sex": str(sex), "birth": birth.isoformat(), "age": age(birth, date_of(day_of(at)))} | dict(identity)


def age(birth: date, on: date) -> int:
    """Whole years on a day."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
