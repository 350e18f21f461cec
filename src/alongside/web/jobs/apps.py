from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "alongside.web.jobs"
    label = "jobs"
