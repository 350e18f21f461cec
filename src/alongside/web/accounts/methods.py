"""Ways of signing in that are ours; the package for sign-in keeps them beside its own."""

from __future__ import annotations

from django.dispatch import Signal

HANDED_OVER = "handed_over"
PERSONA = "persona"
SET_UP = "set_up"

# Sent with request, user and method when somebody proved themselves to us. `config` keeps it in
# the session's record of proofs, because only it may import the package for sign-in.
proved = Signal()
