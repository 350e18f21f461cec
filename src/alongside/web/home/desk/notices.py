"""What a page says after a deed, by the key that its address carries."""

from __future__ import annotations

from alongside.web.ui.words import say_later as _l

NOTICES = {
    "received": _l("Written down. Read the reference out, so that they can ask about it."),
    "answered": _l("Kept. Next: plan {a welcome conversation}."),
    "answered_email": _l("On its way by email. Next: plan {a welcome conversation}."),
    "contact": _l("Kept."),
    "rung": _l("Kept. They need no call now."),
    "planned": _l("Planned. Tell them the day and the time."),
    "planned_email": _l("Planned. An email is on its way to them."),
    "held": _l("Kept, in their words."),
    "held_no_words": _l("Kept. They said no to a record, so what they said was not kept."),
    "yes": _l("Kept. Now it is theirs to say yes or no."),
    "accepted": _l("Kept. Next: set the day on which they hear from us."),
    "waiting": _l("They are on the list. On that day the desk reminds you."),
    "in_touch": _l("Kept, with the next day."),
    "in_touch_email": _l("On its way by email. The next day is set."),
    "elsewhere": _l("Kept."),
    "not_reached": _l("Kept. When they get in touch again, they carry on where they were."),
    "back": _l("Good. They are back at the front door."),
    "stopped": _l("Kept. Nobody gets in touch with them about this any more."),
    "closed": _l("Closed."),
    "sharing": _l("Kept. It holds from now on."),
    "details": _l("Put right."),
    "same": _l("Kept. Nothing was put together: close the one you do not need."),
    "different": _l("Kept. They are two people."),
    "sign_in": _l("They can sign in now, by a code to their email address."),
    "sign_in_code": _l("They can sign in now. Give them a code when they are with you."),
    "line_added": _l("Written down."),
    "line_ended": _l("Kept. From that day on it no longer counts."),
    "apart": _l("Kept. They are not put to each other from now on."),
    "together": _l("Kept. They may be put to each other again."),
    "wishes": _l("Kept, in their words."),
    "asked_both": _l(
        "Both are asked. Ring whoever has no email from us, and write down the answer."
    ),
    "match_moved_on": _l("They cannot be asked now. This is who could be."),
    "match_answer": _l("Kept. It counts as their own answer."),
    "match_take_back": _l("Taken back. Both read that it is not this time."),
    "match_go_on": _l("Kept."),
    "match_pause": _l("Paused. The place is kept."),
    "match_resume": _l("They go on."),
    "match_plan": _l("The last day is set."),
    "match_keep_going": _l("There is no last day any more. They go on."),
    "match_end": _l("It has ended. What they planned together is cancelled."),
    "moved_on": _l("This has moved on since you opened it. Look again, then decide."),
}
