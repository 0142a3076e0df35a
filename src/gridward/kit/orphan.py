"""A child process does not outlive its parent."""

import ctypes
import signal
import sys


def end_with_parent() -> None:
    """On Linux this process is told to end when its parent is gone, even when that was killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def begin_fork() -> None:
    """What a fork that works for its parent does first. Ctrl-C is the parent's business: it says what is to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()
