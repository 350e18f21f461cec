"""Pages that exist in a demo only: whom to sign in as, and the e-mails it would send."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.web.accounts.rules import DEMO_ONLY, rule
from alongside.web.demo.mailbox import letters
from alongside.web.demo.personas import personas_here, sign_in_as
from alongside.web.demo.prepare import MAIL
from alongside.web.ui.gallery import gallery


@rule(DEMO_ONLY)
@require_http_methods(["GET", "POST"])
def personas(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        sign_in_as(request, request.POST.get("persona", ""))
        return redirect("home")
    return render(request, "demo/personas.jinja", {"personas": personas_here()})


@rule(DEMO_ONLY)
@require_GET
def demo_mail(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/mail.jinja", {"letters": letters(Path(settings.DATA) / MAIL)})


@rule(DEMO_ONLY)
@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for whoever builds a page."""
    return render(request, "ui/gallery.jinja", gallery())
