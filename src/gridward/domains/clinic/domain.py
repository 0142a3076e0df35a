"""The declaration of the domain of clinics."""

from gridward.domains.clinic.entries import KINDS
from gridward.domains.clinic.figures import FIGURES
from gridward.domains.clinic.imagine import imagine
from gridward.domains.clinic.models import CaseState
from gridward.domains.clinic.rules import case_row
from gridward.domains.clinic.screens import CASES
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="clinic",
    label=Text("医疗救治", "Clinics"),
    kinds=KINDS,
    figures=FIGURES,
    states=(State(model=CaseState, of=("clinic.case",), row=case_row, listing=CASES),),
    imagine=imagine,
)
