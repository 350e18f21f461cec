"""Pages for what went wrong: each says what to do next and shows the help lines."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.web.accounts.keeping import keep_post


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/403.jinja", {}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/404.jinja", {}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/errors/500.jinja", {}, status=500)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token no longer fits. What was typed is kept if the form was one of ours."""
    key = request.POST.get("form_key", "")
    kept = keep_post(key=key, path=request.path, body=request.POST)
    return render(request, "ui/errors/kept.jinja", {"kept": kept}, status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    """Too many tries at signing in: wait a little. It says nothing of whose address it was."""
    return render(request, "home/entry/wait.jinja", {}, status=429)
