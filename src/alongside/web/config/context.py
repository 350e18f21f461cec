"""What every page is given: the site, who is looking, the roles they may change between."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from alongside.web.accounts.viewer import Role, public_viewer
from alongside.web.config.site import bare_dressing
from alongside.web.home.menus import hats


def page(request: HttpRequest) -> dict[str, Any]:
    dressing = getattr(request, "dressing", None) or bare_dressing()
    viewer = getattr(request, "viewer", None) or public_viewer(None)
    plain_member = all(holding.role == Role.MEMBER for holding in viewer.holdings)
    under_a_hat = viewer.acting_as in Role.ALL  # not while signing in or proving who one is
    return {
        "site": dressing.site,
        "viewer": viewer,
        "hats": hats(viewer, viewer.acting_as) if under_a_hat and not plain_member else [],
        "worry_url": reverse("worry") if viewer.is_signed_in else "",
        "demo_url": reverse("personas") if settings.DEMO else "",
        "request_id": getattr(request, "request_id", ""),
    }
