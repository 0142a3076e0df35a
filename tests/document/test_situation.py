"""The bulletin that comes with Gridward names figures that there are, and says something in both languages."""

from importlib import import_module

import pytest

from gridward.document.draft import folder
from gridward.document.template import names, read

TEMPLATES = [read(name, folder=folder()) for name in names(folder())]


def test_the_situation_bulletin_has_its_sections_in_order():
    found = read("situation", folder=folder())
    assert [section.name for section in found.sections] == ["checkpoint", "screening", "clinic", "supplies"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_every_figure_that_a_template_names_is_declared(template):
    unknown = set()
    for prose in template.prose():
        for slot in prose.slots():
            figures = import_module(f"gridward.domains.{slot.figure.split('.')[0]}.figures").FIGURES
            members = {figure.name: {"", *(member.code for member in figure.members)} for figure in figures}
            if slot.member not in members.get(slot.figure, ()):
                unknown.add((slot.figure, slot.member))
    assert not unknown
