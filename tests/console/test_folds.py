"""Long pages come in groups that fold: complete without a script, those nearest to the reader's work first."""

from tests.console.cast import Cast, Tags, page
from tests.console.duties import asked, rules
from tests.toy.node import toy

__all__ = ["asked", "rules", "toy"]


def test_figures_come_by_domain_and_all_open(cast: Cast) -> None:
    groups = list(Tags(page(cast.lin, "/figures/")).all("details", **{"class": "panel fold"}))
    names = [attrs["id"] for attrs, _text in groups]
    assert {"toy", "grid"} <= set(names)
    assert len(names) == len(set(names))
    assert all("open" in attrs for attrs, _text in groups)


def test_whoever_works_with_a_domain_has_it_first(cast: Cast) -> None:
    tags = Tags(page(cast.chen, "/figures/"))
    menu = [attrs["href"].split("/")[2] for attrs, _text in tags.all("a", href="*") if "/domains/" in attrs["href"]]
    names = [attrs["id"] for attrs, _text in tags.all("details", id="*")]
    assert names[0] == menu[0]


def test_clauses_come_by_what_they_are_and_have_a_field_to_look_through_them(asked: Cast) -> None:
    for address in ("/policy/", "/policy/board/"):
        html = page(asked.chen, address)
        assert list(Tags(html).all("details", **{"class": "panel fold clauses"})), address
        assert list(Tags(html).all("input", type="search", **{"aria-controls": "clauses"})), address
        assert list(Tags(html).all("div", id="clauses")), address
