"""Key files: made once, never overwritten, read once, and never shown.

They lie in `DATA/keys` (folder 0700, files 0600) or, where that file is absent, among the
credentials that systemd hands over (`CREDENTIALS_DIRECTORY`).
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from alongside.web.vault.sheet import RecoverySheet, VaultProblem, public_of, read_sheet

KEY_LENGTH = 32
DATABASE, FIELDS, LOOKUP, SECRET, BACKUP = (
    "database.key",
    "fields.key",
    "lookup.key",
    "secret.key",
    "backup.public",
)
KEY_FILES = (DATABASE, FIELDS, LOOKUP, SECRET, BACKUP)
DATABASE_FILE = "alongside.db"


class KeyProblem(VaultProblem):
    """A key file is missing, unreadable or not a key; says which file and what to do."""


class Secret:
    """Bytes that show themselves only when asked by name."""

    __slots__ = ("_value",)

    def __init__(self, value: bytes) -> None:
        self._value = value

    def reveal(self) -> bytes:
        return self._value

    def __repr__(self) -> str:
        return "<secret>"

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("A key is never pickled.")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one data folder."""

    database: Secret
    fields: dict[int, Secret]  # by key id; the highest seals, all unseal
    lookup: Secret
    secret: Secret
    backup_public: bytes

    @property
    def field_key_id(self) -> int:
        return max(self.fields)

    @property
    def secret_key(self) -> str:
        """The text for Django's SECRET_KEY."""
        return self.secret.reveal().hex()


def keys_folder(data: Path) -> Path:
    return data / "keys"


def make_keys(data: Path, sheet: Path | None = None) -> RecoverySheet:
    """Make the key files that are missing. The sheet holds the backup's private key, or nothing
    if the backup key was there already.

    The private key is written to `sheet` (0600) before the public one is kept, and nowhere else;
    with no path the caller shows `RecoverySheet.text`. A folder that has a database but lacks a
    key is refused: a new key would open nothing.
    """
    folder = keys_folder(data)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.mkdir(exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    with only_one_at(folder):
        missing = [name for name in KEY_FILES if not _place(data, name).exists()]
        if missing and (data / DATABASE_FILE).exists():
            raise KeyProblem(
                f"{folder / missing[0]} is missing, and {data} already has a database. A new key "
                "would not open it. Put the old key file back, or restore a backup."
            )
        made = _make_backup_key(folder, sheet) if BACKUP in missing else RecoverySheet(None)
        for name in missing:
            if name != BACKUP:
                _write_once(folder / name, _NEW[name]())
    forget_keys()
    return made


def add_field_key(data: Path) -> int:
    """Add a new key to `fields.key` and return its id; what is saved from now on is sealed with
    it, and the older keys still unseal."""
    folder = keys_folder(data)
    with only_one_at(folder):
        path = folder / FIELDS
        text = _read(path)
        new = max(_parse_fields(path, text)) + 1
        _replace(path, f"{text.rstrip()}\n{new} {secrets.token_hex(KEY_LENGTH)}\n")
    forget_keys()
    return new


def load_keys(data: Path) -> Keys:
    """The keys of this data folder, read once for each process."""
    return _load(data, os.environ.get("CREDENTIALS_DIRECTORY", ""))


@lru_cache(maxsize=16)
def _load(data: Path, credentials: str) -> Keys:
    places = {name: _place(data, name) for name in KEY_FILES}
    return Keys(
        database=_parse(places[DATABASE]),
        fields=_parse_fields(places[FIELDS], _read(places[FIELDS])),
        lookup=_parse(places[LOOKUP]),
        secret=_parse(places[SECRET]),
        backup_public=_parse(places[BACKUP]).reveal(),
    )


def secret_key(data: Path) -> str:
    """The text for Django's SECRET_KEY.

    A folder that has neither keys nor a database gets one that lasts as long as this process, so
    that `restore` runs on a new machine; nothing can be served from such a folder.
    """
    if _place(data, SECRET).exists() or (data / DATABASE_FILE).exists():
        return load_keys(data).secret_key
    return secrets.token_hex(KEY_LENGTH)


def forget_keys() -> None:
    """Read the key files again at the next use."""
    _load.cache_clear()


def current_keys() -> Keys:
    """The keys of the running site (`settings.DATA`)."""
    from django.conf import settings

    return load_keys(Path(settings.DATA))


def key_file_text(data: Path, name: str) -> str:
    """A key file as it stands, for the backup."""
    return _read(_place(data, name))


def _place(data: Path, name: str) -> Path:
    own = keys_folder(data) / name
    credentials = os.environ.get("CREDENTIALS_DIRECTORY")
    if credentials and not own.exists() and (Path(credentials) / name).exists():
        return Path(credentials) / name
    return own


def _read(path: Path) -> str:
    try:
        if path.stat().st_mode & 0o077 and path.stat().st_uid == os.getuid():
            path.chmod(0o600)
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise KeyProblem(
            f"The key file {path} is missing. Put it back from where you keep a copy, "
            "or restore a backup."
        ) from None
    except UnicodeDecodeError:
        raise _not_a_key(path) from None
    except OSError as problem:
        raise KeyProblem(f"The key file {path} cannot be read: {problem.strerror}.") from None


def _not_a_key(path: Path) -> KeyProblem:
    return KeyProblem(
        f"The key file {path} does not hold a whole key. Put it back from where you keep a copy, "
        "or restore a backup."
    )


def _parse(path: Path) -> Secret:
    return _from_hex(path, _read(path).strip())


def _from_hex(path: Path, text: str) -> Secret:
    try:
        key = Secret(bytes.fromhex(text))
    except ValueError:
        raise _not_a_key(path) from None
    if len(key.reveal()) != KEY_LENGTH:
        raise _not_a_key(path)
    return key


def _parse_fields(path: Path, text: str) -> dict[int, Secret]:
    found: dict[int, Secret] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        number, _, key = line.partition(" ")
        if not (number.isdecimal() and 0 < int(number) < 65536) or int(number) in found:
            raise _not_a_key(path)
        found[int(number)] = _from_hex(path, key.strip())
    if not found:
        raise _not_a_key(path)
    return found


def _new_key() -> str:
    return secrets.token_hex(KEY_LENGTH) + "\n"


_NEW: dict[str, Callable[[], str]] = {
    DATABASE: _new_key,
    FIELDS: lambda: "1 " + _new_key(),
    LOOKUP: _new_key,
    SECRET: _new_key,
}


def _make_backup_key(folder: Path, sheet: Path | None) -> RecoverySheet:
    if sheet is not None and sheet.exists():
        # A start that was cut short wrote the sheet but not yet the public key.
        _write_once(folder / BACKUP, public_of(read_sheet(sheet)).hex() + "\n")
        return RecoverySheet(None)
    private = X25519PrivateKey.generate()
    made = RecoverySheet.of(private)
    if sheet is not None:
        _write_once(sheet, made.text or "")
    _write_once(folder / BACKUP, private.public_key().public_bytes_raw().hex() + "\n")
    return made


def _write_once(path: Path, text: str) -> None:
    """Write a file that must not exist yet, whole or not at all, readable by its owner only."""
    if path.exists():
        raise KeyProblem(f"{path} is already there and is never overwritten.")
    _replace(path, text)


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    keep_names(path.parent)


def keep_names(folder: Path) -> None:
    """Make new and changed names in this folder outlast a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def only_one_at(folder: Path) -> Iterator[None]:
    """Within this block no other program is inside its own for the same folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
