"""The site for a web server. A broken data file stops it here, before the first request."""

from __future__ import annotations

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application


def checked_application() -> WSGIHandler:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.web.config.settings")
    site = get_wsgi_application()
    from alongside.web.config.startup import read_everything  # once the apps are loaded

    read_everything()
    return site


application = checked_application()
