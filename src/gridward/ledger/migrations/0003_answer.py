"""What answers what, also of the entries that are here already."""

import json

from django.db import migrations, models

ANSWERS = {"supplies.receipt": ("source_entry",), "supplies.issue": ("request_line",)}


def remember(apps, schema_editor):
    """Read the links of the entries of those kinds; figures that follow them stand after `ledger rebuild`."""
    kinds = dict(apps.get_model("ledger", "Kind").objects.filter(name__in=ANSWERS).values_list("id", "name"))
    entries = apps.get_model("ledger", "Entry").objects.filter(kind__in=kinds, counts_from__isnull=False)
    answer = apps.get_model("ledger", "Answer")
    found = set()
    for position, root, kind, content in entries.values_list("position", "root", "kind", "content").iterator():
        body = json.loads(content)["body"] or {}
        links = (body.get(name) for name in ANSWERS[kinds[kind]])
        found |= {(int(link["id"]), root or position) for link in links if link and link.get("kind") == "entry"}
    answer.objects.bulk_create([answer(opener=opener, chain=chain) for opener, chain in sorted(found)], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_head")]
    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opener", models.BigIntegerField()),
                ("chain", models.BigIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("opener", "chain"), name="ledger_answer_once")]
            },
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
