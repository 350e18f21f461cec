"""Promises about every table."""

from __future__ import annotations

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from alongside.web.vault.classes import FieldClass

OURS = [model for model in apps.get_models() if model.__module__.startswith("alongside.web.")]
# Tables about nobody, or from before anybody belongs to an organisation.
WITHOUT_ORGANISATION = {
    "accounts.organisation": "it is the organisation",
    "accounts.setupaddress": "made before there is an organisation; holds only a digest",
    "accounts.attempt": "wrong tries by a digest of where they came from; gone after a day",
    "demo.mark": "says that a database is a demo; sign-ins of invented people only",
    "accounts.formkey": "keys of forms that were sent, public ones too; holds no person",
    "audit.event": "names its organisation as text, so that the log outlives it",
}


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label_lower)
def test_every_field_is_classed(model):
    fields = {field.name for field in model._meta.concrete_fields}
    classes = model.field_classes
    assert fields == set(classes), f"class these in field_classes: {fields ^ set(classes)}"
    assert all(isinstance(kind, FieldClass) for kind in classes.values())


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label_lower)
def test_every_table_with_personal_data_carries_its_organisation(model):
    if model._meta.label_lower in WITHOUT_ORGANISATION:
        return
    field = model._meta.get_field("organisation")
    assert not field.null
    for index in model._meta.indexes:
        assert index.fields[0] == "organisation", f"{index.name} begins with another field"


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label_lower)
def test_ids_are_random(model):
    assert model._meta.pk.get_internal_type() == "UUIDField"
    assert model().pk != model().pk


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label_lower)
def test_words_and_contact_details_are_sealed(model):
    from alongside.web.vault.classes import CONTACT, WORDS
    from alongside.web.vault.fields import SealedField

    plain = {
        name
        for name, kind in model.field_classes.items()
        if kind in (WORDS, CONTACT) and not isinstance(model._meta.get_field(name), SealedField)
    }
    # The address of a sign-in is looked up by django-allauth; it is no name and no health data.
    assert plain <= ({"email"} if model._meta.label_lower == "accounts.user" else set())


@pytest.mark.django_db
def test_no_migration_is_missing():
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert "No changes" in out.getvalue()


def test_django_finds_nothing_to_complain_of():
    call_command("check", fail_level="WARNING")
