"""The declaration of the domain of testing."""

from gridward.domains.testing.entries import KINDS
from gridward.domains.testing.figures import FIGURES
from gridward.domains.testing.imagine import imagine, implied
from gridward.domains.testing.models import SampleState, TubeState
from gridward.domains.testing.rules import sample_row, tube_row
from gridward.domains.testing.screens import SAMPLES, TUBES
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="testing",
    label=Text("检测", "Testing"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(model=SampleState, of=("testing.sample",), row=sample_row, listing=SAMPLES),
        State(model=TubeState, of=("testing.result",), row=tube_row, listing=TUBES),
    ),
    imagine=imagine,
    hears=("screening.classification",),
    implies=implied,
)
