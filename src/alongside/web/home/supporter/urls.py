"""Addresses under beside/."""

from __future__ import annotations

from django.urls import path

from alongside.web.home.supporter import meeting_views, views

urlpatterns = [
    path("", views.beside_home, name="beside_home"),
    path("<uuid:person>/", views.beside_person, name="beside_person"),
    path("meeting/<uuid:meeting>/", meeting_views.beside_meeting, name="beside_meeting"),
    path("with/<uuid:match>/meeting/", meeting_views.beside_arrange, name="beside_arrange"),
]
