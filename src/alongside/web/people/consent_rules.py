"""Which consent each flow of personal data needs: one table, asked by every flow.

A flow names itself and passes the purposes that are live for the person. Nothing here reads
the database.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Purpose(StrEnum):
    CONTACT = "contact"
    RECORD = "record"
    GP = "gp"
    THERAPY = "therapy"
    EVALUATION = "evaluation"
    STORIES = "stories"


class Flow(StrEnum):
    MESSAGE = "message"
    SUPPORTER_PAGE = "supporter_page"
    REFERRAL_OUT = "referral_out"
    EXPORT_ROW = "export_row"
    REPORT = "report"


class Gate(StrEnum):
    """What a missing consent does to a flow."""

    BLOCKS = "blocks"
    LEAVES_OUT = "leaves_out"  # the flow goes on without the part that the purpose covers
    FREE = "free"


_B, _L, _F = Gate.BLOCKS, Gate.LEAVES_OUT, Gate.FREE

# Rows: purpose. Columns in the order of Flow.
#                  message  supporter page  referral out  export row  report
GATES: dict[Purpose, tuple[Gate, Gate, Gate, Gate, Gate]] = {
    Purpose.CONTACT: (_B, _L, _F, _F, _F),  # the page shows no phone, e-mail or address
    Purpose.RECORD: (_F, _B, _B, _B, _F),
    Purpose.GP: (_F, _F, _B, _F, _F),  # only to a doctor
    Purpose.THERAPY: (_F, _F, _B, _F, _F),  # only to a therapy service
    Purpose.EVALUATION: (_F, _F, _F, _B, _B),
    Purpose.STORIES: (_F, _F, _F, _L, _L),  # rows and reports hold no words of theirs
}

_FLOWS = list(Flow)
_RECIPIENT = {Purpose.GP: "gp", Purpose.THERAPY: "therapy"}


def gate(purpose: Purpose, flow: Flow, to: str = "") -> Gate:
    """What `flow` suffers without `purpose`. `to` is the recipient of a referral out."""
    if flow is Flow.REFERRAL_OUT and purpose in _RECIPIENT and _RECIPIENT[purpose] != to:
        return Gate.FREE
    return GATES[purpose][_FLOWS.index(flow)]


def blocked_by(live: Collection[Purpose], flow: Flow, to: str = "") -> list[Purpose]:
    """The purposes whose consent is missing and stops this flow, in a fixed order."""
    return [p for p in Purpose if p not in live and gate(p, flow, to) is Gate.BLOCKS]


def left_out(live: Collection[Purpose], flow: Flow) -> list[Purpose]:
    """The purposes whose part this flow must leave out."""
    return [p for p in Purpose if p not in live and gate(p, flow) is Gate.LEAVES_OUT]
