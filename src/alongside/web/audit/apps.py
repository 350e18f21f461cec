from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "alongside.web.audit"
    label = "audit"
