"""A daily report comes with what figures say of its village that day: the village confirms."""

import pytest

from gridward.figure.fold import catch_up
from gridward.figure.value import values
from gridward.grid.tree import tree
from gridward.kit import clock
from gridward.plug.catalogue import CATALOGUE
from tests.console.cast import Cast, fields, page
from tests.toy.node import EAST, FAR, at, entry, send

EVENING = at(31, 20)
FORM = f"/record/reporting.daily/?area={EAST}&body.template=daily"


@pytest.fixture
def busy(cast: Cast) -> Cast:
    """Leaflets on two days, in East and elsewhere."""
    body = {"item": "leaflet", "stage": "distributed", "unit": "copy"}
    send(
        entry(970, "publicity.material", EAST, at(20), body | {"quantity": 30}),
        entry(971, "publicity.material", EAST, at(31, 9), body | {"quantity": 12}),
        entry(972, "publicity.material", FAR, at(31, 9), body | {"quantity": 500}),
        when=EVENING,
    )
    catch_up()
    return cast


def told(html: str) -> dict[str, str]:
    """The rows of the form: what each figure comes to."""
    found = {name: texts[0] for name, texts in fields(html).items()}
    rows = [name for name in found if name.startswith("body.values.") and name.endswith(".figure") and found[name]]
    return {found[name]: found[name.replace(".figure", ".value")] for name in rows}


def test_it_comes_with_the_figures_of_the_day(busy: Cast) -> None:
    with clock.standing_at(EVENING):
        html = page(busy.chen, FORM)
    found = told(html)
    assert str(CATALOGUE.figures["publicity.leaflets"].label) in html
    assert html.index("body.values.0.figure") < html.index("body.template_version"), "not folded away"
    assert found["publicity.leaflets"] == "12"
    (whole,) = values([("publicity.leaflets", "")], area=tree().need(EAST).id, as_of=EVENING)
    assert whole.value == 42
    assert "work.resumed" not in found


def test_no_empty_row_stands_below_what_it_came_with_until_one_is_asked_for(busy: Cast) -> None:
    def empty(html: str) -> list[str]:
        return [name for name, texts in fields(html).items() if name.endswith(".figure") and not texts[0]]

    with clock.standing_at(EVENING):
        html = page(busy.chen, FORM)
        more = busy.chen.post(FORM, fields(html) | {"more": "body.values"}).content.decode()
    assert empty(html) == []
    assert len(empty(more)) == 1


def test_it_says_nothing_until_it_is_known_which_report_it_is(busy: Cast) -> None:
    with clock.standing_at(EVENING):
        assert told(page(busy.chen, f"/record/reporting.daily/?area={EAST}")) == {}
        assert told(page(busy.chen, FORM.replace("=daily", "=opinion"))) == {}
        assert told(page(busy.chen, FORM.replace(EAST, FAR))) == {}


def test_what_it_came_with_can_be_handed_in(busy: Cast) -> None:
    with clock.standing_at(EVENING):
        posted = fields(page(busy.chen, FORM)) | {
            "body.nil": ["false"],
            "body.confirmed_by": ["甲"],
            "body.date": ["2020-03-02"],
        }
        answer = busy.chen.post(FORM, posted)
    assert answer.status_code == 200
    assert "已计入" in answer.content.decode()
