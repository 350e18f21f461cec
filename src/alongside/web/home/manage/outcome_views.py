"""What changed for people: the team's own page, the page that may leave, and their files."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.rules import MANAGER, rule
from alongside.web.accounts.viewer import Role
from alongside.web.clock import now
from alongside.web.home.manage import outcome_forms as forms
from alongside.web.home.manage import outcome_presenters as presenters
from alongside.web.home.manage import outcome_words as words
from alongside.web.home.manage.outcome_files import COLUMNS, file_rows
from alongside.web.home.manage.presenters import as_csv
from alongside.web.home.menus import hats, staff_nav
from alongside.web.support.selectors.outcomes import is_own_team, own_outcomes, shared_outcomes
from alongside.web.support.services.outcome_rows import take_outcome_rows
from alongside.web.ui.parts import LinkRow

YEARS_SHOWN = 5
EARLIEST = 2000


@rule(MANAGER)
def outcomes(request: HttpRequest) -> HttpResponse:
    """The team's own figures; whoever works elsewhere reads what may leave the team."""
    services, shown = _chosen(request)
    if not is_own_team(request.viewer, shown.id):
        return _shared_page(request, services, shown)
    asked = forms.asked_for(request.GET)
    form = forms.PeriodForm(forms.with_all(request.GET) if asked else None, initial=_initial())
    period, offer = _question(request, form)
    found = own_outcomes(request.viewer, shown.id, period, offer)
    form.fields["offer"].options = forms.offer_options(found.offers)
    context = {
        **_frame(request, services, shown, "outcomes"),
        "form": form,
        "query": forms.as_query(shown.id, period, offer),
        "period": words.say_period(period),
        "whom": words.say_whom(found, offer),
        "counted": words.say_counted(found.cohort),
        "own": presenters.page_of(found.tables, "own") if found.cohort.subjects else None,
        "may_take_rows": shown.id in request.viewer.services_as(Role.MANAGER),
        "to_share": _share_address("outcomes_share", shown.id, period.last.year),
        "tables_address": _share_address("outcomes_tables", shown.id, period.last.year),
        **_shared_context(shown, found.shared, "print"),
    }
    return render(request, "home/manage/outcomes.jinja", context, status=form.status)


def _question(request: HttpRequest, form: forms.PeriodForm) -> tuple:
    """The period and the offer that are asked for; the usual ones while the form needs mending."""
    try:
        offer = forms.offer_asked(request.GET)
    except ValueError:
        raise Http404 from None
    if not form.is_bound:
        return forms.usual_period(), offer
    form.fields["offer"].options = forms.offer_options({offer: ""} if offer else {})
    if form.is_valid():
        return form.period, offer
    return forms.usual_period(), offer


def _initial() -> dict:
    period = forms.usual_period()
    return {"start": period.first, "end": period.last, "offer": forms.EVERY}


@rule(MANAGER)
def outcomes_share(request: HttpRequest) -> HttpResponse:
    """The page that a commissioner or a trustee gets."""
    return _shared_page(request, *_chosen(request))


def _shared_page(request: HttpRequest, services: list, shown: object) -> HttpResponse:
    year = _year(request)
    context = {
        **_frame(request, services, shown, "outcomes_share"),
        "years": _other_years(shown.id, year),
        "tables_address": _share_address("outcomes_tables", shown.id, year),
        **_shared_context(shown, shared_outcomes(request.viewer, shown.id, year), "shared"),
    }
    return render(request, "home/manage/outcomes_share.jinja", context)


@rule(MANAGER)
def outcomes_tables(request: HttpRequest) -> HttpResponse:
    """The numbers of the shared page as a file."""
    _services, shown = _chosen(request)
    year = _year(request)
    rows = file_rows(shared_outcomes(request.viewer, shown.id, year))
    return _as_file(as_csv(COLUMNS, rows), f"outcomes-{year}")


@rule(MANAGER)
@require_POST
def outcomes_rows(request: HttpRequest) -> HttpResponse:
    """Everybody's answers for an evaluator, as they stand on the page."""
    form = forms.PeriodForm(forms.with_all(request.POST))
    try:
        service, offer = UUID(request.POST.get("service", "")), forms.offer_asked(request.POST)
    except ValueError:
        raise Http404 from None
    form.fields["offer"].options = forms.offer_options({offer: ""} if offer else {})
    if not form.is_valid():
        raise Http404
    columns, rows = take_outcome_rows(
        by=request.viewer, service=service, period=form.period, offer=offer
    )
    return _as_file(as_csv(columns, rows), f"answers-{now().date().isoformat()}")


def _as_file(content: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _chosen(request: HttpRequest) -> tuple[list, object]:
    """Every service of the organisation, and the one that is asked for: at first one's own."""
    services = accounts.services(request.viewer)
    asked = request.GET.get("service", "")
    mine = request.viewer.services_as(Role.MANAGER)
    found = [one for one in services if (str(one.id) == asked if asked else one.id in mine)]
    if not found:
        raise Http404
    return services, found[0]


def _year(request: HttpRequest) -> int:
    asked = request.GET.get("year", "")
    if not asked:
        return forms.usual_year()
    if not (asked.isascii() and asked.isdecimal() and EARLIEST <= int(asked) <= now().date().year):
        raise Http404
    return int(asked)


def _frame(request: HttpRequest, services: list, shown: object, page: str) -> dict:
    return {
        "nav": staff_nav(request.viewer, "outcomes"),
        "hats": hats(request.viewer, Role.MANAGER),
        "service": shown,
        "others": [
            LinkRow(one.name, f"{reverse(page)}?{urlencode({'service': one.id})}")
            for one in services
            if one.id != shown.id
        ],
    }


def _shared_context(shown: object, shared: object, key: str) -> dict:
    if shared is None:
        return {"shared": None, "shared_page": None}
    return {
        "shared": shared,
        "shared_page": presenters.page_of(shared.tables, key),
        "not_agreed": words.say_not_agreed(shared),
        "shared_period": words.say_year(shared.year),
    }


def _share_address(page: str, service: UUID, year: int) -> str:
    """Of a year that can be asked for."""
    year = min(max(year, EARLIEST), now().date().year)
    return f"{reverse(page)}?{urlencode({'service': service, 'year': year})}"


def _other_years(service: UUID, shown: int) -> list[LinkRow]:
    this = now().date().year
    years = range(this, this - YEARS_SHOWN, -1)
    return [
        LinkRow(str(year), _share_address("outcomes_share", service, year))
        for year in years
        if year != shown
    ]
