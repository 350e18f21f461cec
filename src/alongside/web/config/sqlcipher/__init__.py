"""Django on an encrypted SQLite file. See `database_settings`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alongside.web.vault.keys import DATABASE_FILE

# FULL: no acknowledged save is lost at a power cut. IMMEDIATE (below) makes writers wait their
# turn instead of failing with "database is locked".
_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; "
    "PRAGMA cache_size=-8000; PRAGMA journal_size_limit=67108864; PRAGMA secure_delete=ON"
)


def database_settings(data: Path, *, durable: bool = True) -> dict[str, Any]:
    """The entry for `settings.DATABASES` of the data folder's encrypted database.

    It names the folder of the keys; no key is ever in the settings. Tests of pages are not
    `durable`: they do not wait for the disk.
    """
    pragmas = _PRAGMAS if durable else _PRAGMAS.replace("synchronous=FULL", "synchronous=OFF")
    return {
        "ENGINE": "alongside.web.config.sqlcipher",
        "NAME": data / DATABASE_FILE,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "data": data,
            "timeout": 10,
            "transaction_mode": "IMMEDIATE",
            "init_command": pragmas,
        },
        "TEST": {"NAME": data / f"test-{DATABASE_FILE}"},
    }
