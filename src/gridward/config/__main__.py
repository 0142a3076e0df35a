"""`python -m gridward.config ARGS`: the commands. `./run ARGS` sets everything up and then ends here."""

import sys

from django.core.exceptions import ImproperlyConfigured

try:
    import gridward.config.boot  # noqa: F401  (first: it starts Django, which the commands need when imported)
except ImproperlyConfigured as error:
    sys.stderr.write(f"{error}\n")
    sys.exit(2)

from gridward.cli.main import run

run()
