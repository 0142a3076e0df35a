"""The declaration of the domain of enforcement."""

from gridward.domains.enforcement.entries import KINDS
from gridward.domains.enforcement.figures import FIGURES
from gridward.domains.enforcement.imagine import imagine
from gridward.domains.enforcement.models import NoticeState
from gridward.domains.enforcement.rules import notice_row
from gridward.domains.enforcement.screens import NOTICES
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="enforcement",
    label=Text("综合执法", "Enforcement"),
    kinds=KINDS,
    figures=FIGURES,
    states=(State(model=NoticeState, of=("enforcement.notice",), row=notice_row, listing=NOTICES),),
    imagine=imagine,
)
