"""The first days of keys; they come of folding, so what was folded before is folded again."""

from django.db import migrations, models

import gridward.grid.path


def again(apps, schema_editor):
    """Figures stand at position 0 until they are folded."""
    for name in ("Posting", "Total"):
        apps.get_model("figure", name).objects.all().delete()
    apps.get_model("figure", "FoldHead").objects.update(position=0)


class Migration(migrations.Migration):
    dependencies = [("figure", "0002_fold_head")]
    operations = [
        migrations.CreateModel(
            name="First",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key", "series", "path", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("series", models.IntegerField()),
                ("key", models.BigIntegerField()),
                ("path", gridward.grid.path.PathField(max_length=160)),
                ("day", models.IntegerField()),
            ],
        ),
        migrations.RunPython(again, migrations.RunPython.noop),
    ]
