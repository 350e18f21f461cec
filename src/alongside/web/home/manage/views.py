"""What a service is told about itself, and the rows behind it for an evaluator."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.rules import MANAGER, rule
from alongside.web.accounts.viewer import Role
from alongside.web.clock import now
from alongside.web.home.manage import presenters
from alongside.web.home.menus import hats, staff_nav
from alongside.web.people import selectors as people
from alongside.web.people.selectors import EXPORT_COLUMNS
from alongside.web.people.services.exporting import take_rows


@rule(MANAGER)
def figures(request: HttpRequest) -> HttpResponse:
    """The access report of one service; the others are a link away."""
    mine = [
        service
        for service in accounts.services(request.viewer)
        if service.id in request.viewer.services_as(Role.MANAGER)
    ]
    shown = _chosen(request, mine)
    counted = people.report_figures(request.viewer, shown.id)
    columns, rows = presenters.table(counted)
    context = {
        "nav": staff_nav(request.viewer, "figures"),
        "hats": hats(request.viewer, Role.MANAGER),
        "service": shown,
        "others": presenters.other_services(mine, shown),
        "figures": counted,
        "period": presenters.say_period(counted),
        "counted": presenters.say_counted(counted),
        "strip": presenters.denominators(counted),
        "findings": presenters.findings(counted),
        "times": presenters.times(counted),
        "columns": columns,
        "rows": rows,
        "run_as": presenters.run_as(shown),
    }
    return render(request, "home/manage/figures.jinja", context)


def _chosen(request: HttpRequest, mine: list) -> object:
    asked = request.GET.get("service", "")
    found = [service for service in mine if str(service.id) == asked] if asked else mine
    if not found:
        raise Http404
    return found[0]


@rule(MANAGER)
@require_POST
def figures_export(request: HttpRequest, service: UUID) -> HttpResponse:
    """The rows as a file of ours to keep. Nothing that somebody typed goes into its name."""
    rows = take_rows(by=request.viewer, service=service)
    response = HttpResponse(
        presenters.as_csv(EXPORT_COLUMNS, rows), content_type="text/csv; charset=utf-8"
    )
    name = f"rows-{now().date().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
