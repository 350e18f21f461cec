from __future__ import annotations

from django.urls import path

from alongside.web.home.public import hello_views, meeting_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("s/<slug:service_slug>/", views.service, name="service"),
    path("s/<slug:service_slug>/hello/", hello_views.hello_start, name="hello_start"),
    path("s/<slug:service_slug>/hello/q/<slug:step>/", hello_views.hello_step, name="hello_step"),
    path("s/<slug:service_slug>/hello/check/", hello_views.hello_check, name="hello_check"),
    path("s/<slug:service_slug>/hello/kept/", hello_views.hello_kept, name="hello_kept"),
    path("s/<slug:service_slug>/hello/sent/", hello_views.hello_sent, name="hello_sent"),
    path("hello/back/", hello_views.hello_resume, name="hello_resume"),
    path("s/<slug:service_slug>/paper/", views.paper_form, name="paper_form"),
    path("help-lines/", views.help_lines, name="help_lines"),
    path("what-we-keep/", views.what_we_keep, name="what_we_keep"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("meet/<str:token>/", meeting_views.meeting_link, name="meeting_link"),
]
