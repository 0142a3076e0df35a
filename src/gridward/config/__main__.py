"""`python -m gridward.config ARGS`: the commands. `./run ARGS` sets everything up and then ends here."""

import sys

from django.core.exceptions import ImproperlyConfigured

from gridward.kit.errors import Refusal

try:
    import gridward.config.boot  # noqa: F401  (first: it starts Django, which the commands need when imported)
    from gridward.cli.main import run
except ImproperlyConfigured as error:
    sys.stderr.write(f"{error}\n")
    sys.exit(2)
except Refusal as refusal:  # a file of packs/ that the house stands on, such as roles.toml
    sys.stderr.writelines(f"{reason.text.zh} / {reason.text.en}\n" for reason in refusal.reasons[:5])
    sys.exit(2)

run()
