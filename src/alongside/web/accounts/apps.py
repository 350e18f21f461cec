from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "alongside.web.accounts"
    label = "accounts"
