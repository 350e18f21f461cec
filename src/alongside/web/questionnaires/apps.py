from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "alongside.web.questionnaires"
    label = "questionnaires"
