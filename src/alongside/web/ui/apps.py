from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "alongside.web.ui"
    label = "ui"
