from __future__ import annotations

from django.urls import path

from alongside.web.home.entry import views

urlpatterns = [
    path("second/", views.second_factor, name="second_factor"),
    path("code/", views.enter_code, name="enter_code"),
    path("give/", views.give_code, name="give_code"),
    path("give/<uuid:person>/", views.give_code_to, name="give_code_to"),
]
