"""Run by test_demo in a process of its own: tell a demo, print what came out."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path


def main(data: Path) -> None:
    os.environ["ALONGSIDE_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.web.config.settings"
    from alongside.web.demo.prepare import prepare_folder

    prepare_folder(data)
    import django

    django.setup()
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connection

    from alongside.web.clock import pretend
    from alongside.web.demo.seeding import seed
    from alongside.web.people.models import Person, Referral, WelcomeConversation
    from alongside.web.questionnaires.models import MeasureResponse
    from alongside.web.safety.models import Concern
    from alongside.web.support.models import Match, Meeting, SharedNote

    call_command("migrate", verbosity=0)
    with pretend(datetime(2026, 11, 24, int(sys.argv[2]), 30, tzinfo=UTC)):
        users = seed(members=12, profile="standard")
    ids = {
        model._meta.label: sorted(map(str, model.objects.values_list("pk", flat=True)))
        for model in apps.get_models()
        if model.__module__.startswith("alongside.web.")
    }
    words = [
        *Person.objects.order_by("id").values_list("id", "name", "phone", "birth_year"),
        *Referral.objects.order_by("id").values_list("id", "reference", "state", "what_would_help"),
        *WelcomeConversation.objects.order_by("id").values_list("id", "hopes", "bad_day"),
        *Match.objects.order_by("id").values_list("id", "state", "chosen_because"),
        *Meeting.objects.order_by("id").values_list("id", "state", "starts_at", "where"),
        *SharedNote.objects.order_by("id").values_list("id", "text", "seen_at"),
        *MeasureResponse.objects.order_by("id").values_list("id", "score"),
        *Concern.objects.order_by("id").values_list("id", "state", "decided_why"),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM people_person ORDER BY id")
        sealed = [bytes(row[0]).hex() for row in cursor.fetchall()]
    told = {"ids": ids, "words": [list(map(str, row)) for row in words], "users": users}
    print(json.dumps({"told": told, "sealed": sealed}, sort_keys=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
