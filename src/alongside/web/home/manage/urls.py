"""Addresses under figures/."""

from __future__ import annotations

from django.urls import path

from alongside.web.home.manage import views

urlpatterns = [
    path("", views.figures, name="figures"),
    path("<uuid:service>/rows.csv", views.figures_export, name="figures_export"),
]
