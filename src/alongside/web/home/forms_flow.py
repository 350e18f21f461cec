"""How every page draws and sends a form, so that nothing that reached us is lost or done twice.

form = form_for(request, NameForm, initial={"name": person.name})
answer = send(request, form, lambda: save(form.cleaned_data))  # gives the next address
return answer or render(request, "…", {"form": form}, status=form.status)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from alongside.web.accounts.keeping import (
    AlreadySent,
    drop_kept_posts,
    kept_post,
    new_form_key,
    submit_once,
)
from alongside.web.accounts.services import Refused
from alongside.web.ui.forms import FORM_KEY, Form

AnyForm = TypeVar("AnyForm", bound=Form)


def form_for(
    request: HttpRequest, make: Callable[..., AnyForm], *, posted: bool = True, **options: Any
) -> AnyForm:
    """The form with what was sent; or with what was kept when a session had ended; or as
    `initial` says. `posted` False: another form of this page was sent.

    `form.came_back` is true for what was kept: the layout then says so above the page.
    """
    if request.method == "POST" and posted:
        key = request.POST.get(FORM_KEY) or new_form_key(request.viewer)
        return make(request.POST, key=key, **options)
    key = new_form_key(request.viewer)
    form = make(None, key=key, **options)
    kept = _kept(request) if form.fields else None  # a button alone has nothing to keep
    typed = _typed(make(kept, **options), kept) if kept else {}
    if typed:
        options["initial"] = {**(options.get("initial") or {}), **typed}
        form = make(None, key=key, **options)
    form.came_back = bool(typed)
    return form


def _kept(request: HttpRequest) -> QueryDict | None:
    if request.method != "GET" or not request.viewer.is_signed_in:
        return None
    if not hasattr(request, "kept_post"):  # one question to the database for all forms of a page
        request.kept_post = kept_post(request.viewer, request.path)  # type: ignore[attr-defined]
    return request.kept_post  # type: ignore[attr-defined,no-any-return]


def _typed(form: Form, kept: QueryDict) -> dict[str, Any]:
    """What stood in each field as it was sent, unchecked. Empty when it was another form's."""
    if not any(_is_sent(form, name, kept) for name in form.fields):
        return {}
    return {name: form[name].data for name in form.fields}


def _is_sent(form: Form, name: str, kept: QueryDict) -> bool:
    start = form.add_prefix(name)
    return any(sent == start or sent.startswith(f"{start}-") for sent in kept)


def send(request: HttpRequest, form: Form, deed: Callable[[], str]) -> HttpResponse | None:
    """Do `deed` once and go to the address it gives; None when the page must be drawn (again).

    A rule's refusal stands beside its field, or in the summary when it has none.
    """
    if request.method != "POST" or not form.is_bound or not form.is_valid():
        return None
    try:
        address = submit_once(form.key, deed, request.POST)
    except AlreadySent as again:
        form.key = new_form_key(request.viewer)
        form.add_error(None, again.message)
        return None
    except Refused as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, refused.message)
        return None
    if request.viewer.is_signed_in:
        drop_kept_posts(request.viewer, request.path)
    return redirect(address)


def address(route: str, *args: Any, said: str = "", **kwargs: Any) -> str:
    """The address of a page, with the key of the notice it shows."""
    path = reverse(route, args=args or None, kwargs=kwargs or None)
    return f"{path}?{urlencode({'said': said})}" if said else path


def notice_of(request: HttpRequest, notices: Mapping[str, Any]) -> str:
    """The notice that the last page asked for, or ''. Unknown keys and sent forms say nothing."""
    return "" if request.method == "POST" else str(notices.get(request.GET.get("said", ""), ""))
