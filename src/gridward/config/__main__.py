"""`python -m gridward.config ARGS`: the commands. `./run ARGS` sets everything up and then ends here."""

import gridward.config.boot  # noqa: F401, I001  (first: it starts Django, which the commands need when imported)

from gridward.cli.main import run

run()
