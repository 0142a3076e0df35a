"""A child process does not outlive its parent."""

import ctypes
import signal
import sys


def end_with_parent() -> None:
    """On Linux this process is told to end when its parent is gone, even when that was killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
