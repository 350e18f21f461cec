"""Promises about every address: a declared rule, and a status for each role."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from alongside.web.config.package_rules import rule_of


def routes() -> list[tuple[str, URLPattern]]:
    def walk(resolver: URLResolver, prefix: str):
        for entry in resolver.url_patterns:
            place = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from walk(entry, place)
            else:
                yield place, entry

    return list(walk(get_resolver(), ""))


@pytest.mark.parametrize(("place", "route"), routes(), ids=[place for place, _ in routes()])
def test_every_route_declares_who_may_open_it(place, route):
    assert route.name, f"{place} has no name"
    assert rule_of(route.callback, route.name) is not None, f"{place} has no rule"


def test_a_view_without_a_rule_is_refused(db, client, settings):
    from django.http import HttpResponse
    from django.urls import path

    class Urls:
        urlpatterns = [path("open/", lambda request: HttpResponse("open"), name="open")]

    settings.ROOT_URLCONF = Urls
    import alongside.web.config.middleware as middleware

    request_view = middleware.Access(lambda request: HttpResponse())
    from django.core.exceptions import PermissionDenied
    from django.test import RequestFactory

    request = RequestFactory().get("/open/")
    request.resolver_match = type("Match", (), {"view_name": "open"})()
    with pytest.raises(PermissionDenied):
        request_view.process_view(request, Urls.urlpatterns[0].callback, (), {})
