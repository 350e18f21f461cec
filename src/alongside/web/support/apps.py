from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "alongside.web.support"
    label = "support"
