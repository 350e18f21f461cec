from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Wires what the apps leave open: handlers of jobs, the foot of messages, second factors."""

    name = "alongside.web.config"
    label = "config"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added, authenticator_removed
        from django.contrib.auth.signals import user_logged_in

        from alongside.web.accounts.methods import proved
        from alongside.web.accounts.services import set_keeper
        from alongside.web.config.messages import footer
        from alongside.web.config.sign_in import (
            count_new_factor,
            keep_proof,
            note_removed_factor,
            read_factors,
            set_idle_minutes,
        )
        from alongside.web.home.entry.factors import set_reader
        from alongside.web.jobs.services import handle
        from alongside.web.people.outbox import send_email, set_footer
        from alongside.web.people.services.messages import mark_given_up
        from alongside.web.people.services.persons import keeps_administrator

        handle("email", send_email, given_up=mark_given_up)
        set_footer(footer)
        set_keeper(keeps_administrator)
        set_reader(read_factors)
        authenticator_added.connect(count_new_factor)
        authenticator_removed.connect(note_removed_factor)
        user_logged_in.connect(set_idle_minutes)
        proved.connect(keep_proof)
