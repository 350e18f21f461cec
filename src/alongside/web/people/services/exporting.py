"""Taking rows out of the house, for an evaluator."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import record
from alongside.web.people.selectors.counting import export_rows


@transaction.atomic
def take_rows(*, by: Viewer, service: UUID) -> list[dict[str, str]]:
    """The rows of those who agree, with the taking of them in the log. 404 for anybody but the
    service's own manager."""
    rows = export_rows(by, service)
    record("rows.exported", by=by, service=service, reason=f"{len(rows)} rows")
    return rows
