"""Why an entry stands as it does: the reasons that were stored with it."""

import msgspec

from gridward.kit.errors import Reason
from gridward.kit.text import Text

NOT_IN_PERSON = "not_in_person"
"""The code of the reason that whom an entry names is not shown to have made it."""


def reasons_of(text: str | None) -> tuple[Reason, ...]:
    """The stored reasons of an outcome."""
    found = msgspec.json.decode(text) if text else []
    return tuple(
        Reason(
            code=str(one.get("code", "")),
            field=str(one.get("field", "")),
            text=Text(str(one.get("zh", "")), str(one.get("en", ""))),
        )
        for one in found
    )


TAKEN_BACK = "agreement_taken_back"
"""The code of the reason with which the node flags its own end of what somebody no longer agrees to."""
