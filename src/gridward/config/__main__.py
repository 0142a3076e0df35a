"""`python -m gridward.config ARGS`: the commands. `./run ARGS` sets everything up and then ends here."""

import os
import signal
import sys


def stopped(*_: object) -> None:
    """Until the command runs nothing is begun that would have to be ended; but importing takes a while."""
    sys.stderr.write("已中断。 / Interrupted.\n")
    os._exit(130)


signal.signal(signal.SIGINT, stopped)

from django.core.exceptions import ImproperlyConfigured  # noqa: E402

from gridward.kit.errors import Refusal  # noqa: E402

try:
    import gridward.config.boot  # noqa: F401  (first: it starts Django, which the commands need when imported)
    from gridward.cli.main import run
except ImproperlyConfigured as error:
    sys.stderr.write(f"{error}\n")
    sys.exit(2)
except Refusal as refusal:  # a file of packs/ that the house stands on, such as roles.toml
    sys.stderr.writelines(f"{reason.text.zh} / {reason.text.en}\n" for reason in refusal.reasons[:5])
    sys.exit(2)

signal.signal(signal.SIGINT, signal.default_int_handler)
run()
