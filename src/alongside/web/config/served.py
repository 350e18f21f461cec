"""The site as a web server runs it: with its own clock beside it."""

from __future__ import annotations

from alongside.web.config.clockwork import start_clock
from alongside.web.config.wsgi import application

__all__ = ["application"]

start_clock()
