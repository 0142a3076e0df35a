"""The fold stands at position 0."""

from django.db import migrations


def begin(apps, schema_editor):
    """One row, for ever."""
    apps.get_model("figure", "FoldHead").objects.get_or_create(id=1)


class Migration(migrations.Migration):
    dependencies = [("figure", "0001_initial")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
