from __future__ import annotations

from django.urls import path

from alongside.web.home.worry import views

urlpatterns = [
    path("", views.worry, name="worry"),
    path("<uuid:concern>/", views.worry_sent, name="worry_sent"),
]
