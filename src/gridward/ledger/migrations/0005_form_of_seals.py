"""Seals that cover more than their entries say so; those that were there before keep the bare form."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_kind_at")]
    operations = [
        migrations.AddField(model_name="seal", name="form", field=models.SmallIntegerField(db_default=1)),
    ]
