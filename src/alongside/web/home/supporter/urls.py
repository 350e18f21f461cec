"""Addresses under beside/."""

from __future__ import annotations

from django.urls import path

from alongside.web.home.supporter import (
    ending_views,
    log_views,
    match_views,
    meeting_views,
    today_views,
    views,
)

urlpatterns = [
    path("", today_views.beside_home, name="beside_home"),
    path("<uuid:person>/", views.beside_person, name="beside_person"),
    path("asked/", match_views.beside_asked, name="beside_asked"),
    path("about-me/", match_views.beside_about_me, name="beside_about_me"),
    path("with/<uuid:match>/", match_views.beside_with, name="beside_with"),
    path("with/<uuid:match>/looking-back/", ending_views.beside_ending, name="beside_ending"),
    path("with/<uuid:match>/after/", ending_views.beside_after, name="beside_after"),
    path("meeting/<uuid:meeting>/log/", log_views.beside_log, name="beside_log"),
    path("meeting/<uuid:meeting>/", meeting_views.beside_meeting, name="beside_meeting"),
    path("with/<uuid:match>/meeting/", meeting_views.beside_arrange, name="beside_arrange"),
]
