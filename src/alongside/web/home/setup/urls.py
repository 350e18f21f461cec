"""Addresses under set-up/."""

from __future__ import annotations

from django.urls import path

from alongside.web.home.setup import measure_views, service_views, team_views, views

urlpatterns = [
    path("", views.set_up, name="set_up"),
    path("first/<str:token>/", views.first_administrator, name="first_administrator"),
    path("place/", views.set_up_place, name="set_up_place"),
    path("words/", views.set_up_words, name="set_up_words"),
    path("help-lines/", views.set_up_help_lines, name="set_up_help_lines"),
    path("service/", service_views.set_up_service_add, name="set_up_service_add"),
    path("service/<uuid:service>/", service_views.set_up_service, name="set_up_service"),
    path("taking-part/<uuid:service>/", service_views.set_up_offer_add, name="set_up_offer_add"),
    path("taking-part/one/<uuid:offer>/", service_views.set_up_offer, name="set_up_offer"),
    path("measures/<uuid:service>/", measure_views.set_up_measures, name="set_up_measures"),
    path("rota/", team_views.set_up_rota, name="set_up_rota"),
    path("rota/<uuid:shift>/remove/", team_views.set_up_rota_remove, name="set_up_rota_remove"),
    path("people/", team_views.set_up_people, name="set_up_people"),
    path("people/add/", team_views.set_up_person_add, name="set_up_person_add"),
    path("people/<uuid:person>/", team_views.set_up_person, name="set_up_person"),
]
