from __future__ import annotations

from django.urls import path

from alongside.web.home.desk import (
    concern_views,
    ending_views,
    goal_views,
    match_views,
    measure_views,
    meeting_views,
    note_views,
    person_views,
    record_views,
    supporter_views,
    views,
    wishes_views,
)

RECORD = "record/<uuid:referral>/"

urlpatterns = [
    path("", views.desk, name="desk"),
    path("front-door/", views.front_door, name="front_door"),
    path("waiting/", views.waiting_list, name="waiting_list"),
    path("concerns/", concern_views.concerns, name="concerns"),
    path("concerns/<uuid:concern>/", concern_views.concern, name="concern"),
    path("matches/", match_views.match_board, name="match_board"),
    path("matches/<uuid:referral>/", match_views.match_person, name="match_person"),
    path("match/<uuid:match>/", match_views.match_one, name="match_one"),
    path("call/", person_views.take_call, name="take_call"),
    path("supporters/", supporter_views.supporters, name="supporters"),
    path("supporters/<uuid:person>/", supporter_views.supporter_one, name="supporter_one"),
    path("apart/", supporter_views.apart, name="apart"),
    path("letter/<uuid:sent>/", person_views.letter, name="record_letter"),
    path(RECORD, record_views.record, name="record"),
    path(f"{RECORD}reply/", record_views.reply, name="record_reply"),
    path(f"{RECORD}contact/", record_views.contact, name="record_contact"),
    path(f"{RECORD}plan/", record_views.plan, name="record_plan"),
    path(f"{RECORD}welcome/", person_views.welcome, name="record_welcome"),
    path(f"{RECORD}yes/", record_views.say_yes, name="record_yes"),
    path(f"{RECORD}accept/", record_views.accept, name="record_accept"),
    path(f"{RECORD}wait/", record_views.wait, name="record_wait"),
    path(f"{RECORD}keep-in-touch/", record_views.keep_in_touch, name="record_keep"),
    path(f"{RECORD}elsewhere/", record_views.elsewhere, name="record_elsewhere"),
    path(f"{RECORD}not-reached/", record_views.not_reached, name="record_no_reach"),
    path(f"{RECORD}back/", record_views.back, name="record_back"),
    path(f"{RECORD}stop/", record_views.stop, name="record_stop"),
    path(f"{RECORD}close/", record_views.close, name="record_close"),
    path(f"{RECORD}return/", ending_views.record_return, name="record_return"),
    path(f"{RECORD}sharing/<str:purpose>/", person_views.sharing, name="record_sharing"),
    path(f"{RECORD}details/", person_views.details, name="record_details"),
    path(f"{RECORD}wishes/", wishes_views.wishes, name="record_wishes"),
    path(f"{RECORD}goals/", goal_views.record_goals, name="record_goals"),
    path(f"{RECORD}measures/", measure_views.record_measures, name="record_measures"),
    path(
        f"{RECORD}measures/<slug:instrument>/", measure_views.record_measure, name="record_measure"
    ),
    path(f"{RECORD}notes/", note_views.record_notes, name="record_notes"),
    path(f"{RECORD}send-on/", person_views.send_on, name="record_send_on"),
    path(f"{RECORD}same-person/", person_views.same_person, name="record_doubles"),
    path(f"{RECORD}sign-in/", person_views.sign_in, name="record_sign_in"),
    path("today/", meeting_views.desk_today, name="desk_today"),
    path("today/rung/<uuid:log>/", note_views.desk_rung, name="desk_rung"),
    path("meeting/<uuid:meeting>/", meeting_views.desk_meeting, name="desk_meeting"),
    path("match/<uuid:match>/ending/", ending_views.match_ending, name="match_ending"),
    path("match/<uuid:match>/after/", ending_views.match_after, name="match_after"),
    path("match/<uuid:match>/meeting/", meeting_views.desk_arrange, name="desk_arrange"),
]
