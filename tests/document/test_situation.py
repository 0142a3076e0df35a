"""The bulletin that comes with Gridward names figures that there are, and says something in both languages."""

import pytest

from gridward.document.draft import folder
from gridward.document.template import names, read
from gridward.plug.catalogue import CATALOGUE

pytestmark = pytest.mark.no_database

TEMPLATES = [read(name, folder=folder()) for name in names(folder())]


def test_the_situation_bulletin_has_its_sections_in_order():
    found = read("situation", folder=folder())
    assert [section.name for section in found.sections] == ["checkpoint", "screening", "clinic", "supplies"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_every_figure_that_a_template_names_is_declared(template):
    unknown = set()
    for prose in template.prose():
        for slot in prose.slots():
            figure = CATALOGUE.figures.get(slot.figure)
            if figure is None or slot.member not in {"", *(member.code for member in figure.members)}:
                unknown.add((slot.figure, slot.member))
    assert not unknown
