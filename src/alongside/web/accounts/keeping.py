"""Nothing that reached us is lost or written twice.

Each form carries a signed key that says for whom it was drawn. `submit_once` makes a second
press lead to the first outcome; `keep_post` holds what arrived after the session had ended.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.core import signing
from django.db import IntegrityError, transaction
from django.http import QueryDict

from alongside.web.accounts.models import FormKey, KeptPost, User
from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import Viewer
from alongside.web.clock import now
from alongside.web.ui.words import say
from alongside.web.vault.sealing import digest

KEPT_FOR = timedelta(hours=24)
KEYS_KEPT_FOR = timedelta(days=30)
UNMARKED = {"csrfmiddlewaretoken", "form_key"}
NEVER_KEPT = {"csrfmiddlewaretoken", "password", "code", "form_key"}
_SALT = "alongside.form"


def new_form_key(viewer: Viewer) -> str:
    """A key for one drawing of a form, signed together with who is looking."""
    owner = str(viewer.user_id or "")
    return signing.Signer(salt=_SALT).sign(f"{owner}:{secrets.token_urlsafe(9)}")


def owner_of(key: str) -> UUID | None:
    """The user for whom the form was drawn; None for the public or a key that is not ours."""
    try:
        owner, _, _ = signing.Signer(salt=_SALT).unsign(key).partition(":")
        return UUID(owner) if owner else None
    except (signing.BadSignature, ValueError):
        return None


def _is_ours(key: str) -> bool:
    try:
        signing.Signer(salt=_SALT).unsign(key)
    except signing.BadSignature:
        return False
    return True


class AlreadySent(Refused):
    """The form was sent before with other words in it: by the Back button, or in another tab."""


def submit_once(key: str, deed: Callable[[], str], sent: QueryDict | None = None) -> str:
    """Do `deed`, which returns the address to show next, unless this form was already sent.

    Both times the address of the first outcome comes back; AlreadySent when `sent`, the fields
    that came, is not what came the first time. A form without a key of ours is done without
    this protection rather than refused: losing words is worse.
    """
    if not _is_ours(key):
        with transaction.atomic():
            return deed()
    mark = _mark_of(sent)
    earlier = FormKey.objects.filter(key=key).first()
    if earlier is not None:
        return _first_outcome(earlier, mark)
    try:
        with transaction.atomic():
            kept = FormKey.objects.create(key=key, outcome="", sent=mark)
            kept.outcome = deed()
            kept.save(update_fields=["outcome"])
            KeptPost.objects.filter(key=key).delete()
            return kept.outcome
    except IntegrityError:
        other = FormKey.objects.filter(key=key).first()
        if other is None:
            raise
        return _first_outcome(other, mark)


def _first_outcome(earlier: FormKey, mark: str) -> str:
    if mark != earlier.sent:
        raise AlreadySent(
            say("You sent this page before, with other words. Look it over, then send it again.")
        )
    return earlier.outcome


def _mark_of(sent: QueryDict | None) -> str:
    """A digest of the fields, whatever their order, without tokens and keys."""
    if sent is None:
        return ""
    pairs = sorted((k, v) for k, values in sent.lists() if k not in UNMARKED for v in values)
    return digest(urlencode(pairs))


def delete_old_keys() -> int:
    """Keys of forms so old that no second press can come. Returns how many went."""
    return FormKey.objects.filter(at__lt=now() - KEYS_KEPT_FOR).delete()[0]


@transaction.atomic
def keep_post(*, key: str, path: str, body: QueryDict) -> bool:
    """Seal what was sent after the session ended. False when it was not from one of our forms."""
    owner = owner_of(key)
    user = User.objects.filter(id=owner, is_active=True).first() if owner else None
    if user is None:
        return False
    delete_old_posts()
    pairs = [(k, v) for k, values in body.lists() if k not in NEVER_KEPT for v in values]
    KeptPost.objects.filter(key=key).delete()
    KeptPost.objects.create(
        organisation_id=user.organisation_id,
        user=user,
        key=key,
        path=path[:300],
        body=urlencode(pairs),
    )
    return True


def delete_old_posts() -> int:
    """Posts that nobody came back to. Returns how many went."""
    return KeptPost.objects.filter(kept_at__lt=now() - KEPT_FOR).delete()[0]


def kept_post(viewer: Viewer, path: str) -> QueryDict | None:
    """What `viewer` sent to this page after their session had ended, newest first."""
    kept = (
        KeptPost.objects.filter(user_id=viewer.user, path=path, kept_at__gt=now() - KEPT_FOR)
        .order_by("-kept_at")
        .first()
    )
    return QueryDict(kept.body) if kept else None


def drop_kept_posts(viewer: Viewer, path: str) -> None:
    """After the page was sent again there is nothing left to bring back."""
    KeptPost.objects.filter(user_id=viewer.user, path=path).delete()
