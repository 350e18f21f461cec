from __future__ import annotations

from django.urls import path

from alongside.web.home.member import views

urlpatterns = [
    path("", views.my_home, name="my_home"),
    path("sharing/", views.my_sharing, name="my_sharing"),
    path("sharing/<slug:purpose>/", views.my_sharing_change, name="my_sharing_change"),
    path("details/", views.my_details, name="my_details"),
    path("words/", views.my_words, name="my_words"),
    path("looks/", views.my_looks, name="my_looks"),
    path("stop/<uuid:referral>/", views.my_stop, name="my_stop"),
    path("yes/<uuid:referral>/", views.my_yes, name="my_yes"),
]
