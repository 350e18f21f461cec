"""Addresses under beside/."""

from __future__ import annotations

from django.urls import path

from alongside.web.home.supporter import views

urlpatterns = [
    path("", views.beside_home, name="beside_home"),
    path("<uuid:person>/", views.beside_person, name="beside_person"),
]
