"""What the log says of a fault: where it happened, never what somebody entered.

The message of an exception may quote a name or a number, an address a sign-in name or a one-time link.
"""

import logging
from traceback import walk_tb
from types import TracebackType

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Faultless(logging.Formatter):
    """Writes an exception as its type and the places that it went through, and a request as its route."""

    def format(self, record: logging.LogRecord) -> str:
        """One record; what others have kept of its exception is not used."""
        request = getattr(record, "request", None)
        if request is None:
            return self._plain(record)
        match = getattr(request, "resolver_match", None)
        told = logging.makeLogRecord(record.__dict__)
        told.msg, told.args = "%s %s", (getattr(record, "status_code", ""), match.route if match else "?")
        return self._plain(told)

    def _plain(self, record: logging.LogRecord) -> str:
        record.exc_text = None
        try:
            return super().format(record)
        finally:
            record.exc_text = None

    def formatException(self, ei: Raised) -> str:
        """The types of the exception and of those behind it, each with the places, the innermost first."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            places = [f"{frame.f_code.co_filename}:{line}" for frame, line in walk_tb(error.__traceback__)]
            lines.append(f"{type(error).__name__} at {' < '.join(reversed(places))}")
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
