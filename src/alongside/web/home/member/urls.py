from __future__ import annotations

from django.urls import path

from alongside.web.home.member import (
    ending_views,
    goal_views,
    match_views,
    measure_views,
    meeting_views,
    note_views,
    views,
)

urlpatterns = [
    path("", views.my_home, name="my_home"),
    path("sharing/", views.my_sharing, name="my_sharing"),
    path("sharing/<slug:purpose>/", views.my_sharing_change, name="my_sharing_change"),
    path("details/", views.my_details, name="my_details"),
    path("words/", views.my_words, name="my_words"),
    path("looks/", views.my_looks, name="my_looks"),
    path("stop/<uuid:referral>/", views.my_stop, name="my_stop"),
    path("yes/<uuid:referral>/", views.my_yes, name="my_yes"),
    path("people/", match_views.my_people, name="my_people"),
    path("wishes/", match_views.my_wishes, name="my_wishes"),
    path("with/<uuid:match>/", match_views.my_with, name="my_with"),
    path("with/<uuid:match>/looking-back/", ending_views.my_ending, name="my_ending"),
    path("with/<uuid:match>/after/", ending_views.my_after, name="my_after"),
    path("return/", ending_views.my_return, name="my_return"),
    path("meeting/<uuid:meeting>/", meeting_views.my_meeting, name="my_meeting"),
    path("with/<uuid:match>/meeting/", meeting_views.my_arrange, name="my_arrange"),
    path("notes/", note_views.my_notes, name="my_notes"),
    path("notes/<uuid:note>/", note_views.my_note, name="my_note"),
    path("goals/", goal_views.my_goals, name="my_goals"),
    path("goals/<uuid:goal>/", goal_views.my_goal, name="my_goal"),
    path("check-in/", measure_views.my_check_ins, name="my_check_ins"),
    path("check-in/<slug:instrument>/", measure_views.my_check_in, name="my_check_in"),
    path("check-in/a/<uuid:asked>/", measure_views.my_answers, name="my_answers"),
    path("check-in/a/<uuid:asked>/thanks/", measure_views.my_thanks, name="my_thanks"),
    path("check-in/seen/<uuid:response>/", measure_views.my_response, name="my_response"),
    path("progress/", goal_views.my_progress, name="my_progress"),
]
