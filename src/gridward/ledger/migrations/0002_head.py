"""The head of the chain, before its first link."""

import time

from django.db import migrations


def begin(apps, schema_editor):
    """The epoch tells phones that a ledger of the same address is another one."""
    apps.get_model("ledger", "Head").objects.get_or_create(id=1, defaults={"hash": b"\0" * 32, "epoch": time.time_ns()})


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
