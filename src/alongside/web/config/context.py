"""What every page is given: the site, who is looking, an empty menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from alongside.web.config.site import bare_dressing


def page(request: HttpRequest) -> dict[str, Any]:
    dressing = getattr(request, "dressing", None) or bare_dressing()
    return {
        "site": dressing.site,
        "viewer": getattr(request, "viewer", None),
        "request_id": getattr(request, "request_id", ""),
    }
