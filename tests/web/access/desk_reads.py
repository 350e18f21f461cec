"""Reads of `accounts`, `people` and `workforce`. In GETS and LISTS: who of the house may, and the
read. GETS answer 404 to whoever may not, LISTS hold nothing of the house for them."""

from __future__ import annotations

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.viewer import Role
from alongside.web.clock import now
from alongside.web.people import selectors as people
from alongside.web.workforce import selectors as workforce

GETS = {
    "people.get_referral": ("Bo", lambda by, t: people.get_referral(by, t.referral.id)),
    "people.get_sent_on": ("Bo", lambda by, t: people.get_sent_on(by, t.sent)),
    "people.duplicates_to_decide": (
        "Bo", lambda by, t: people.duplicates_to_decide(by, t.referral.id)
    ),
    "people.person_to_help": ("Bo Ada", lambda by, t: people.person_to_help(by, t.person.id)),
    "people.peer_supporter": ("Bo", lambda by, t: people.peer_supporter(by, t.dan.id)),
    "people.supporter_page": ("Dan", lambda by, t: people.supporter_page(by, t.person.id)),
    "people.export_rows": ("Mo", lambda by, t: people.export_rows(by, t.service)),
    "people.report_figures": ("Mo", lambda by, t: people.report_figures(by, t.service)),
    "people.team_member": ("Ada", lambda by, t: people.team_member(by, t.dan.id)),
    "workforce.supporter": (
        "Bo", lambda by, t: workforce.supporter(by, t.dan.id, {}, now().date())
    ),
}  # fmt: skip
LISTS = {
    "people.front_door": ("Bo", lambda by, t: people.front_door(by).rows),
    "people.waiting": ("Bo", lambda by, t: people.waiting(by).rows),
    "people.waiting_rows": ("Bo", lambda by, t: list(people.waiting_rows(by))),
    "people.match_rows": ("Bo", lambda by, t: list(people.match_rows(by))),
    "people.counted": ("Bo", lambda by, t: list(people.counted(by, people.waiting_rows(by)))),
    "people.worklist": ("Bo", lambda by, t: people.worklist(by, zone="Europe/London")),
    "people.desk_counts": ("Bo", lambda by, t: any(vars(people.desk_counts(by)).values())),
    "people.sent_on": ("Bo", lambda by, t: people.sent_on(by, t.referral.id)),
    "people.members_to_help": (
        "Bo", lambda by, t: [r for r in people.members_to_help(by).rows if r.id == t.person.id]
    ),
    "people.team_to_help": (
        "Bo Ada", lambda by, t: [r for r in people.team_to_help(by) if r.id == t.dan.id]
    ),
    "people.pairs_apart": ("Bo", lambda by, t: people.pairs_apart(by)),
    "people.find_people": (
        "Bo", lambda by, t: [p for p in people.find_people(by, "Dan") if p.id == t.dan.id]
    ),
    "people.peer_supporters": (
        "Bo", lambda by, t: [h for h in people.peer_supporters(by) if h.person_id == t.dan.id]
    ),
    "people.people_i_support": ("Dan", lambda by, t: people.people_i_support(by)),
    "people.people_to_name": ("Bo Dan", lambda by, t: people.people_to_name(by)),
    "people.may_name": ("Bo Dan Alex", lambda by, t: people.may_name(by, t.person)),
    "people.person_to_name": (
        "Bo Dan Alex", lambda by, t: people.person_to_name(by, t.person.id)
    ),
    "people.service_to_name_in": (
        "Bo Dan", lambda by, t: people.service_to_name_in(by, t.person.id)
    ),
    "people.speaks_for": (
        "Bo Alex", lambda by, t: people.speaks_for(by, t.person.id, t.service, Role.MEMBER)
    ),
    "people.who_may_read": (
        "Alex", lambda by, t: [n for n, _ in people.who_may_read(by).supporters if n == "Dan"]
    ),
    "people.rota_with_names": ("Bo", lambda by, t: people.rota_with_names(by, [])[0]),
    "people.team": ("Ada", lambda by, t: [m for m in people.team(by) if m.person.id == t.dan.id]),
    "workforce.supporters": (
        "Bo", lambda by, t: [
            s for s in workforce.supporters(by, {}, now().date()) if s.person == t.dan.id
        ],
    ),
    "workforce.own_places": ("Dan", lambda by, t: workforce.own_places(by, now().date())),
}  # fmt: skip
# What anybody of the organisation may read, and nobody of another.
OURS = {
    "accounts.own_service": lambda by, t: accounts.own_service(by, t.service),
    "accounts.own_user": lambda by, t: accounts.own_user(by, t.user),
    "accounts.services": lambda by, t: [s for s in accounts.services(by) if s.id == t.service],
    "accounts.cover_shifts": lambda by, t: accounts.cover_shifts(by),
    "people.names_of_users": lambda by, t: people.names_of_users(by, [str(t.user)]),
    "people.people_around": lambda by, t: [
        one for one in people.people_around(by, t.service, [str(t.user)]) if one.user == t.user
    ],
    "people.has_holder": lambda by, t: people.has_holder(by, Role.COORDINATOR, t.service),
}
# Tried by its own test: the viewer's own, never empty.
OWN = {
    "accounts.organisation": "the viewer's own",
    "people.own_record": "the viewer's own",
    "people.own_person": "the viewer's own",
    "people.who_looked": "the viewer's own",
    "people.doubles": "takes a record that get_referral gave",
}
NO_VIEWER = {
    "accounts.open_services": "public: what stands on the first page",
    "accounts.public_service": "public: what stands on the first page",
    "accounts.on_duty": "names no person; rules ask it",
    "accounts.has_any_organisation": "asked before anybody can sign in",
    "accounts.only_organisation": "asked before anybody can sign in",
    "accounts.get_organisation": "public: name and words of a page",
    "accounts.signed_in_user": "whoever signed in, for the request",
    "accounts.organisation_of_address": "for sign-in: which words the page has",
    "people.apart_from": "a condition for a query of matches",
    "people.apart_rows": "for a union with other pairs; no page",
    "people.full_name": "a rule asks it, so that no name is written before a yes",
    "people.kept_apart": "a rule of matches asks it; no page",
    "people.supporting_dates": "a rule of readiness asks it",
    "people.supporting_rows": "for a union with other dated lines; no page",
    "people.team_of_service": "rules of duty ask it",
    "people.typical_wait_weeks": "public: a number",
    "people.viewer_of": "makes the viewer of whoever signed in",
    "workforce.gates": "rules of matches ask it",
    "workforce.gates_in": "rules of matches ask it",
}
