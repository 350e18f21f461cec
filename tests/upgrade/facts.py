"""What a database says, read through the models and so the same on both engines.

`facts.toml` of a release holds, for each table, how many rows it has and a digest of each column
with its sealed words opened; and a few of those words, to be read by people.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from alongside.web.vault.fields import EncryptedTextField

# Django's own lists, which it fills anew at every migration, and what does not outlive a day.
LEFT_OUT = {"auth", "contenttypes", "sessions"}


def models() -> Iterator[type[Model]]:
    found = (one for one in apps.get_models() if one._meta.app_label not in LEFT_OUT)
    yield from sorted(found, key=lambda model: model._meta.db_table)


def gather() -> dict[str, Any]:
    """All rows of all tables, read once."""
    tables: dict[str, Any] = {}
    opened: list[dict[str, str]] = []
    for model in models():
        rows = list(model._default_manager.order_by("pk"))
        fields = sorted(model._meta.concrete_fields, key=lambda field: field.column)
        columns = {field.column: digest_of(rows, field) for field in fields}
        tables[model._meta.db_table] = {"rows": len(rows), "columns": columns}
        opened.extend(a_few_words(rows, fields))
    return {"tables": tables, "opened": opened}


def digest_of(rows: Iterable[Model], field: Field) -> str:
    """Short, for it tells of slips and not of attacks. The order of rows does not matter."""
    lines = sorted(f"{row.pk} {spelled(getattr(row, field.attname))}" for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def spelled(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=_spell)


def _spell(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.timestamp():.6f}"
    return value.hex() if isinstance(value, bytes) else str(value)


def a_few_words(rows: list[Model], fields: list[Field]) -> Iterator[dict[str, str]]:
    """The first words of the first sealed column of a table that has any."""
    for field in fields:
        if isinstance(field, EncryptedTextField):
            for row in rows:
                if text := getattr(row, field.attname):
                    place = {"table": row._meta.db_table, "column": field.column}
                    yield {**place, "id": str(row.pk), "text": text}
                    return


def as_toml(facts: dict[str, Any]) -> str:
    lines = [
        "# Written by make_dump.py. Everybody in it is invented.",
        f"made_at = {json.dumps(facts['made_at'])}",
    ]
    for name, table in facts["tables"].items():
        lines += ["", f"[tables.{name}]", f"rows = {table['rows']}"]
        for column, digest in table["columns"].items():
            lines.append(f"columns.{column} = {in_toml(digest)}")
    for words in facts["opened"]:
        told = (f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in words.items())
        lines += ["", "[[opened]]", *told]
    return "\n".join(lines) + "\n"


def in_toml(digest: str | dict[str, str]) -> str:
    if isinstance(digest, str):
        return json.dumps(digest)
    each = (f"{engine} = {json.dumps(one)}" for engine, one in digest.items())
    return f"{{ {', '.join(each)} }}"
