"""How the lists of samples and tubes are shown."""

from gridward.domains.testing.entries import SampleReason, Specimen, TestResult
from gridward.kit.text import Text
from gridward.plug.listing import Holds, Listing, choice, moment, text, whole

SAMPLES = Listing(
    name="samples",
    label=Text("采样", "Samples"),
    columns=(
        choice("specimen", "样本", "Specimen", Specimen),
        choice("reason", "原因", "Reason", SampleReason),
        whole("samples", "次数", "Samples"),
        moment("last_at", "最近采样", "Last sample"),
    ),
    order="-last_at",
)
TUBES = Listing(
    name="tubes",
    label=Text("检测结果", "Tubes"),
    columns=(
        choice("result", "结果", "Result", TestResult),
        text("laboratory", "检测机构", "Laboratory"),
        moment("at", "出具", "Reported"),
        whole("results", "结果数", "Results"),
    ),
    order="-at",
    open=(Holds("result", "not", "negative"),),
    open_label=Text("非阴性", "Not negative"),
)
