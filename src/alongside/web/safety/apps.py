from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "alongside.web.safety"
    label = "safety"
