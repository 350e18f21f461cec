"""Model fields whose content is sealed before it reaches the database.

The seal binds a value to its table, row and column: cipher text copied elsewhere raises
`SealBroken` when read. It is unsealed when the attribute is first read, so a list that does not
show it costs nothing. `values()` yields `<sealed>`. Sealed content cannot be searched, sorted or
changed with `update()`; keep a `digest()` column to look things up.

What is empty ("" or, for JSON, {} and []) is stored unsealed, as empty: there is nothing to
hide, and migrations can add such a column to a table that has rows. None stays null.
Renaming a table or column needs a data migration that reads and saves each row.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast

from django.core import checks
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.models.query_utils import DeferredAttribute
from django.utils.functional import Promise

from alongside.web.vault.sealing import SealBroken, seal, unseal

_ST = TypeVar("_ST", contravariant=True)
_GT = TypeVar("_GT", covariant=True)

if TYPE_CHECKING:

    class _Field(models.Field[_ST, _GT]):
        pass

else:

    class _Field(models.Field):
        def __class_getitem__(cls, item):
            return cls


class Sealed:
    """A value as the database keeps it, and the primary key of the row it came from."""

    __slots__ = ("pk", "token")

    def __init__(self, token: bytes, pk: object = None) -> None:
        self.token = token
        self.pk = pk

    def __repr__(self) -> str:
        return "<sealed>"


class UnsealingAttribute(DeferredAttribute):
    """Unseals at the first reading and keeps the result on the instance."""

    field: SealedField[Any, Any]

    def __get__(self, instance: Model | None, cls: type[Model] | None = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, Sealed):
            value = self.field.open(value, instance)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Model, value: object) -> None:
        if isinstance(value, Sealed) and value.pk is None:
            pk_name = instance._meta.pk.attname
            value = Sealed(value.token, instance.__dict__.get(pk_name))
        instance.__dict__[self.field.attname] = value


class SealedField(_Field[_ST, _GT]):
    """What the sealed fields share; use `EncryptedTextField` or `EncryptedJSONField`."""

    descriptor_class = UnsealingAttribute
    empty_strings_allowed = True

    def encode(self, value: Any) -> bytes:
        raise NotImplementedError

    def decode(self, data: bytes) -> Any:
        raise NotImplementedError

    def is_bare(self, token: bytes) -> bool:
        """Whether these stored bytes are an empty value, which is kept unsealed."""
        raise NotImplementedError

    def open(self, sealed: Sealed, instance: Model) -> Any:
        """The plain value of what was loaded into this instance."""
        if self.is_bare(sealed.token):
            return self.decode(sealed.token)
        pk = instance.pk if sealed.pk is None else sealed.pk
        return self.decode(unseal(sealed.token, self.purpose(pk)))

    def purpose(self, pk: object) -> str:
        """What the seal is bound to: `table:pk:column`."""
        key = self.model._meta.pk.to_python(pk)
        if key is None:
            raise TypeError(
                f"{self._place} cannot be sealed before its row has a primary key. "
                "Give the model a primary key with a default, such as ids.new_id."
            )
        return f"{self.model._meta.db_table}:{key}:{self.column}"

    def pre_save(self, model_instance: Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed) and value.pk == model_instance.pk:
            return value
        value = getattr(model_instance, self.attname)
        if value is None:
            return None
        data = self.encode(value)
        if self.is_bare(data):
            return Sealed(data)
        return Sealed(seal(data, self.purpose(model_instance.pk)), model_instance.pk)

    def from_db_value(self, value: Any, expression: object, connection: object) -> Sealed | None:
        if value is None:
            return None
        if isinstance(value, str):
            raise SealBroken(f"{self._place} holds text that was never sealed.")
        return Sealed(bytes(value))

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Sealed):
            return value
        if hasattr(value, "resolve_expression"):
            self._refuse()
        # Migrations give the empty default of a binary column as bytes.
        data = value if isinstance(value, bytes) else self.encode(value)
        if not self.is_bare(data):
            self._refuse()
        return Sealed(data)

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        sealed = self.get_prep_value(value)
        return None if sealed is None else cast(Any, connection).Database.Binary(sealed.token)

    def get_placeholder(self, value: Any, compiler: object, connection: BaseDatabaseWrapper) -> str:
        if hasattr(value, "resolve_expression"):
            self._refuse()
        return cast(Any, connection).ops.binary_placeholder_sql(value)  # type: ignore[no-any-return]

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in ("exact", "isnull"):
            self._refuse()
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        self._refuse()

    def get_internal_type(self) -> str:
        return "BinaryField"

    def value_to_string(self, obj: Model) -> str:
        raise TypeError(f"{self._place} is sealed and is not written to fixtures; use backup.")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if self.unique or getattr(self, "db_index", False):
            found.append(
                checks.Error(
                    "A sealed field has no index: equal texts are sealed differently each time.",
                    hint="Keep a digest() of the text in a column of its own.",
                    obj=self,
                    id="vault.E001",
                )
            )
        return found

    @property
    def _place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def _refuse(self) -> NoReturn:
        raise TypeError(
            f"{self._place} is sealed: it cannot be searched, or written by update(), "
            "bulk_update() or an expression. Load each object, change it and save() it; "
            "to look it up, keep a digest() of it in a column of its own."
        )


class EncryptedTextField(SealedField[_ST, _GT]):
    """Sealed text."""

    _pyi_private_set_type: str
    _pyi_private_get_type: str

    def encode(self, value: Any) -> bytes:
        if not isinstance(value, (str, Promise)):
            raise TypeError(f"{self._place} takes text, not {type(value).__name__}.")
        return str(value).encode()

    def decode(self, data: bytes) -> str:
        return data.decode()

    def is_bare(self, token: bytes) -> bool:
        return token == b""

    def to_python(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else str(value)


class EncryptedJSONField(SealedField[_ST, _GT]):
    """Sealed JSON: dicts with text keys, lists, text, numbers, true, false and null inside."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any
    empty_strings_allowed = False

    def encode(self, value: Any) -> bytes:
        return json.dumps(
            value, ensure_ascii=False, allow_nan=False, separators=(",", ":")
        ).encode()

    def decode(self, data: bytes) -> Any:
        return json.loads(data)

    def is_bare(self, token: bytes) -> bool:
        return token in (b"{}", b"[]")
