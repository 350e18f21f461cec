"""The site as a web server runs it: with its own clock beside it."""

from __future__ import annotations

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from alongside.web.config.wsgi import application as site


def with_clock(site: WSGIHandler) -> WSGIHandler:
    from alongside.web.config.clockwork import start_clock  # once the apps are loaded
    from alongside.web.demo.worker import stop_only_with_parent

    if settings.DEMO:
        stop_only_with_parent()
    start_clock()
    return site


application = with_clock(site)
