"""Addresses under figures/."""

from __future__ import annotations

from django.urls import path

from alongside.web.home.manage import outcome_views, views

urlpatterns = [
    path("", views.figures, name="figures"),
    path("<uuid:service>/rows.csv", views.figures_export, name="figures_export"),
    path("outcomes/", outcome_views.outcomes, name="outcomes"),
    path("outcomes/share/", outcome_views.outcomes_share, name="outcomes_share"),
    path("outcomes/tables.csv", outcome_views.outcomes_tables, name="outcomes_tables"),
    path("outcomes/rows.csv", outcome_views.outcomes_rows, name="outcomes_rows"),
]
