"""Sealed fields on a real table, on whichever database this run uses."""

from __future__ import annotations

import copy
import pickle
import uuid

import pytest
from django.db import connection, models
from django.db.migrations.operations import AddField
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter
from django.db.models import F, Q, Value
from django.test.utils import isolate_apps
from django.utils.translation import gettext_lazy

from alongside.web.ids import new_id
from alongside.web.vault import fields as fields_module
from alongside.web.vault.fields import EncryptedJSONField, EncryptedTextField, Sealed
from alongside.web.vault.keys import add_field_key
from alongside.web.vault.sealing import SealBroken

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "I would like to meet on Tuesdays – café, 10 o’clock"


@pytest.fixture
def note_model():
    with isolate_apps():

        class Note(models.Model):
            id = models.UUIDField(primary_key=True, default=new_id)
            title = models.CharField(max_length=20, default="")
            words = EncryptedTextField(default="", blank=True)
            aside = EncryptedTextField(null=True)
            answers = EncryptedJSONField(default=dict)

            class Meta:
                app_label = "vaulttests"
                db_table = "vault_test_note"

        with connection.schema_editor() as editor:
            editor.create_model(Note)
        try:
            yield Note
        finally:
            with connection.schema_editor() as editor:
                editor.delete_model(Note)


@pytest.fixture
def count_unsealed(monkeypatch):
    calls = []

    def counting(token, purpose):
        calls.append(purpose)
        return unseal(token, purpose)

    unseal = fields_module.unseal
    monkeypatch.setattr(fields_module, "unseal", counting)
    return calls


def stored(note, column="words"):
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM vault_test_note WHERE id = %s",
            [note.pk.hex if connection.vendor == "sqlite" else note.pk],
        )
        value = cursor.fetchone()[0]
    return value if value is None else bytes(value)


def test_words_are_sealed_in_the_database_and_come_back(note_model):
    note = note_model.objects.create(words=WORDS, answers={"q1": [1, "two", None]})
    assert WORDS.encode() not in stored(note)
    assert b"two" not in stored(note, "answers")
    read = note_model.objects.get(pk=note.pk)
    assert (read.words, read.aside, read.answers) == (WORDS, None, {"q1": [1, "two", None]})


def test_none_stays_null_and_empty_stays_empty(note_model):
    note = note_model.objects.create()
    assert (stored(note), stored(note, "aside"), stored(note, "answers")) == (b"", None, b"{}")
    assert list(note_model.objects.filter(aside=None, words="", answers={})) == [note]
    assert list(note_model.objects.filter(aside__isnull=False)) == []
    read = note_model.objects.get()
    assert (read.words, read.aside, read.answers) == ("", None, {})
    assert note_model.objects.update(aside="", answers=[]) == 1
    assert note_model.objects.get().answers == []


def test_a_list_that_does_not_read_the_field_unseals_nothing(note_model, count_unsealed):
    for number in range(3):
        note_model.objects.create(title=str(number), words=WORDS)
    notes = list(note_model.objects.order_by("title"))
    assert [note.title for note in notes] == ["0", "1", "2"]
    assert count_unsealed == []
    assert notes[1].words == notes[1].words == WORDS
    assert count_unsealed == [f"vault_test_note:{notes[1].pk}:words"]


def test_saving_unread_words_keeps_them_as_they_lie(note_model, count_unsealed):
    before = stored(note_model.objects.create(words=WORDS))
    note = note_model.objects.get()
    note.title = "changed"
    note.save()
    assert stored(note) == before
    assert count_unsealed == []


def test_changed_answers_are_saved(note_model):
    note_model.objects.create(answers={"a": 1})
    note = note_model.objects.get()
    note.answers["b"] = 2
    note.save(update_fields=["answers"])
    assert note_model.objects.get().answers == {"a": 1, "b": 2}


def test_cipher_text_moved_to_another_row_is_refused(note_model):
    note_model.objects.create(title="from", words=WORDS)
    moved_to = note_model.objects.create(title="to", words="other")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE vault_test_note SET words = "
            "(SELECT words FROM vault_test_note WHERE title = 'from')"
        )
    note = note_model.objects.get(pk=moved_to.pk)
    assert note.title == "to"
    with pytest.raises(SealBroken, match="sealed for another place"):
        _ = note.words
    assert note_model.objects.get(title="from").words == WORDS


def test_cipher_text_moved_to_another_column_is_refused(note_model):
    note_model.objects.create(words=WORDS)
    note_model.objects.update(title="x")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE vault_test_note SET aside = words")
    with pytest.raises(SealBroken):
        _ = note_model.objects.get().aside


def test_values_never_show_the_words(note_model):
    note_model.objects.create(words=WORDS)
    row = note_model.objects.values("words", "aside").get()
    assert isinstance(row["words"], Sealed)
    assert row["aside"] is None
    (value,) = note_model.objects.annotate(copy=F("words")).values_list("copy", flat=True)
    assert repr(value) == "<sealed>"


@pytest.mark.parametrize(
    "attempt",
    [
        lambda notes: notes.filter(words=WORDS),
        lambda notes: notes.exclude(words=WORDS),
        lambda notes: notes.get(Q(title="x") | Q(words=WORDS)),
        lambda notes: notes.filter(words__contains="meet"),
        lambda notes: notes.filter(words__icontains="meet"),
        lambda notes: notes.filter(words__in=[WORDS]),
        lambda notes: notes.filter(words__gt="a"),
        lambda notes: notes.filter(answers={"a": 1}),
        lambda notes: notes.filter(answers__a=1),
        lambda notes: notes.update(words=WORDS),
        lambda notes: notes.update(words=Value(WORDS)),
        lambda notes: notes.update(words=F("title")),
        lambda notes: notes.update(answers={"a": 1}),
        lambda notes: notes.bulk_update(list(notes.all()), ["words"]),
    ],
)
def test_searching_and_update_are_refused_in_words_that_help(note_model, attempt):
    note = note_model.objects.create(words=WORDS)
    with pytest.raises(TypeError, match=r"vault_test_note\.\w+ is sealed: it cannot be searched"):
        attempt(note_model.objects)
    assert note_model.objects.get(pk=note.pk).words == WORDS


def test_words_of_the_wrong_kind_are_refused(note_model):
    with pytest.raises(TypeError, match="takes text, not int"):
        note_model.objects.create(words=5)
    with pytest.raises(TypeError):
        note_model.objects.create(words=Value(WORDS))
    with pytest.raises(TypeError):
        note_model.objects.create(answers={"when": {1, 2}})
    with pytest.raises(ValueError, match="Out of range float"):
        note_model.objects.create(answers={"score": float("nan")})
    note_model.objects.create(words=gettext_lazy("Yes"))
    assert note_model.objects.get().words == "Yes"


def test_bulk_create_seals_each_row_for_itself(note_model):
    note_model.objects.bulk_create(
        [note_model(title=str(n), words=f"{WORDS} {n}", answers=[n]) for n in range(5)]
    )
    read = note_model.objects.order_by("title")
    assert [note.words for note in read] == [f"{WORDS} {n}" for n in range(5)]
    assert [note.answers for note in read] == [[n] for n in range(5)]
    assert len({stored(note) for note in read}) == 5


def test_deferred_words_are_fetched_when_read(note_model, django_assert_num_queries):
    note_model.objects.create(words=WORDS, aside="beside")
    for queryset in (note_model.objects.defer("words"), note_model.objects.only("title")):
        note = queryset.get()
        assert "words" in note.get_deferred_fields()
        with django_assert_num_queries(1):
            assert note.words == WORDS
    note = note_model.objects.only("title").get()
    note.title = "changed"
    note.save()
    assert note_model.objects.get().aside == "beside"


def test_refresh_from_db_reads_the_new_words(note_model):
    first = note_model.objects.create(words=WORDS)
    second = note_model.objects.get()
    second.words = "new words"
    second.save()
    first.refresh_from_db()
    assert first.words == "new words"
    second.words = "newer"
    second.save()
    first.refresh_from_db(fields=["words"])
    assert first.words == "newer"


@pytest.mark.parametrize("read_first", [True, False])
def test_a_copy_under_a_new_key_is_sealed_for_its_own_row(note_model, read_first):
    original = note_model.objects.create(words=WORDS, answers={"a": 1})
    twin = note_model.objects.get()
    if read_first:
        assert twin.words == WORDS
    twin.pk = new_id()
    twin._state.adding = True
    twin.save()
    assert note_model.objects.get(pk=twin.pk).words == WORDS
    assert note_model.objects.get(pk=twin.pk).answers == {"a": 1}
    assert note_model.objects.get(pk=original.pk).words == WORDS
    assert stored(twin) != stored(original)


def test_what_is_sealed_can_be_copied_and_pickled(note_model):
    note = note_model.objects.create(words=WORDS)
    kept = note_model.objects.get().__dict__["words"]
    for twin in (pickle.loads(pickle.dumps(kept)), copy.deepcopy(kept)):
        assert (repr(twin), twin.pk) == ("<sealed>", note.pk)
        assert note_model(pk=note.pk, words=twin).words == WORDS


def test_a_primary_key_given_as_text_is_the_same_row(note_model):
    key = str(uuid.uuid4()).upper()
    note_model.objects.create(pk=key, words=WORDS)
    assert note_model.objects.get().words == WORDS


def test_full_clean_leaves_the_words_alone(note_model):
    note = note_model(words=WORDS, aside="x", answers={"a": 1}, title="x")
    note.full_clean()
    assert (note.words, note.answers) == (WORDS, {"a": 1})


def test_update_or_create_and_get_or_create_work(note_model):
    note_model.objects.update_or_create(title="one", defaults={"words": "first"})
    note_model.objects.update_or_create(title="one", defaults={"words": "second"})
    note, made = note_model.objects.get_or_create(title="one", defaults={"words": "third"})
    assert (note.words, made) == ("second", False)


def test_words_sealed_with_an_older_key_are_read_and_then_saved_with_the_new_one(note_model, data):
    note = note_model.objects.create(words=WORDS)
    assert stored(note)[1:3] == b"\x00\x01"
    add_field_key(data)
    note = note_model.objects.get()
    assert note.words == WORDS
    note.save()
    assert stored(note)[1:3] == b"\x00\x02"


def test_text_put_into_the_column_by_hand_is_noticed(note_model):
    note_model.objects.create(words=WORDS)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("UPDATE vault_test_note SET words = 'plain text'")
        else:
            cursor.execute("UPDATE vault_test_note SET words = 'plain text'::bytea")
    with pytest.raises(SealBroken):
        _ = note_model.objects.get().words


def test_a_sealed_column_is_added_to_a_table_that_has_rows(note_model):
    note = note_model.objects.create(words=WORDS)
    state = ProjectState()
    state.add_model(ModelState.from_model(note_model))
    for name, field in (
        ("more", EncryptedTextField(default="")),
        ("blank", EncryptedTextField(blank=True)),
        ("extra", EncryptedJSONField(default=dict)),
        ("maybe", EncryptedTextField(null=True)),
    ):
        before = state.clone()
        added = AddField("Note", name, field)
        added.state_forwards("vaulttests", state)
        with connection.schema_editor() as editor:
            added.database_forwards("vaulttests", editor, before, state)
    assert [stored(note, name) for name in ("more", "blank", "extra", "maybe")] == [
        b"",
        b"",
        b"{}",
        None,
    ]
    assert note_model.objects.get().words == WORDS


def test_migrations_name_the_field_by_its_lasting_path():
    text, imports = MigrationWriter.serialize(EncryptedTextField(default="", blank=True))
    assert text == "alongside.web.vault.fields.EncryptedTextField(blank=True, default='')"
    assert imports == {"import alongside.web.vault.fields"}
    text, _ = MigrationWriter.serialize(EncryptedJSONField(default=dict, null=True))
    assert text == "alongside.web.vault.fields.EncryptedJSONField(default=dict, null=True)"


def test_an_index_on_sealed_words_and_a_key_not_yet_known_are_refused():
    with isolate_apps():

        class Bad(models.Model):
            words = EncryptedTextField(unique=True)

            class Meta:
                app_label = "vaulttests"

        assert [found.id for found in Bad._meta.get_field("words").check()] == ["vault.E001"]
        with pytest.raises(TypeError, match="before its row has a primary key"):
            Bad._meta.get_field("words").pre_save(Bad(words=WORDS), add=True)
