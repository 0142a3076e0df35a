from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("duty", "0003_counted_in_indexes"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="duty", name="duty_owner"),
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(fields=["owner", "opens"], name="duty_owner"),
        ),
    ]
