"""Route x role x status: what a GET answers to each kind of person.

`in` is a redirect to sign-in, `on` a redirect elsewhere. Alex is a member, Dan supports them, Bo
coordinates, Mo manages, Ada administers; Cy coordinates for another organisation and is told 404.
A route that is not here fails the test, and so does a status that differs.
"""

ROLES = ("nobody", "Alex", "Dan", "Bo", "Mo", "Ada", "Cy")

TABLE = {
    # Public pages; a question without a draft leads back to the start
    "home": "200 on  on  on  on  on  on",
    "service": "200 200 200 200 200 200 200",
    "hello_start": "200 200 200 200 200 200 200",
    "hello_step": "on  on  on  on  on  on  on",
    "hello_check": "on  on  on  on  on  on  on",
    "hello_kept": "on  on  on  on  on  on  on",
    "hello_sent": "on  on  on  on  on  on  on",
    "hello_resume": "200 200 200 200 200 200 200",
    "paper_form": "200 200 200 200 200 200 200",
    "help_lines": "200 200 200 200 200 200 200",
    "what_we_keep": "200 200 200 200 200 200 200",
    "accessibility": "200 200 200 200 200 200 200",
    # A person's own pages
    "my_home": "in  200 403 403 403 403 403",
    "my_sharing": "in  200 403 403 403 403 403",
    "my_sharing_change": "in  200 403 403 403 403 403",
    "my_details": "in  200 403 403 403 403 403",
    "my_words": "in  200 403 403 403 403 403",
    "my_looks": "in  200 403 403 403 403 403",
    "my_stop": "in  200 403 403 403 403 403",
    "my_yes": "in  200 403 403 403 403 403",
    # Whom a supporter is beside
    "beside_home": "in  403 200 403 403 403 403",
    "beside_person": "in  403 200 403 403 403 403",
    # The desk: lists of one's own services, empty for a coordinator of another
    "desk": "in  403 403 200 403 403 200",
    "front_door": "in  403 403 200 403 403 200",
    "waiting_list": "in  403 403 200 403 403 200",
    "take_call": "in  403 403 200 403 403 200",
    # One record; a deed that its state does not allow leads back to it
    "record_letter": "in  403 403 200 403 403 404",
    "record": "in  403 403 200 403 403 404",
    "record_reply": "in  403 403 200 403 403 404",
    "record_contact": "in  403 403 200 403 403 404",
    "record_plan": "in  403 403 on  403 403 404",
    "record_welcome": "in  403 403 on  403 403 404",
    "record_yes": "in  403 403 on  403 403 404",
    "record_accept": "in  403 403 on  403 403 404",
    "record_wait": "in  403 403 on  403 403 404",
    "record_keep": "in  403 403 on  403 403 404",
    "record_elsewhere": "in  403 403 on  403 403 404",
    "record_no_reach": "in  403 403 200 403 403 404",
    "record_back": "in  403 403 on  403 403 404",
    "record_stop": "in  403 403 200 403 403 404",
    "record_close": "in  403 403 on  403 403 404",
    "record_sharing": "in  403 403 200 403 403 404",
    "record_details": "in  403 403 200 403 403 404",
    "record_send_on": "in  403 403 200 403 403 404",
    "record_doubles": "in  403 403 on  403 403 404",
    "record_sign_in": "in  403 403 on  403 403 404",
    # Figures; rows are handed out on a press of a button only
    "figures": "in  403 403 403 200 403 403",
    "figures_export": "in  403 403 403 405 403 403",
    # Set-up; the first address needs its one-time token
    "set_up": "in  403 403 403 403 200 403",
    "first_administrator": "200 200 200 200 200 200 200",
    "set_up_place": "in  403 403 403 403 200 403",
    "set_up_words": "in  403 403 403 403 200 403",
    "set_up_help_lines": "in  403 403 403 403 200 403",
    "set_up_service_add": "in  403 403 403 403 200 403",
    "set_up_service": "in  403 403 403 403 200 403",
    "set_up_offer_add": "in  403 403 403 403 200 403",
    "set_up_offer": "in  403 403 403 403 200 403",
    "set_up_rota": "in  403 403 403 403 200 403",
    "set_up_rota_remove": "in  403 403 403 403 405 403",
    "set_up_people": "in  403 403 403 403 200 403",
    "set_up_person_add": "in  403 403 403 403 200 403",
    "set_up_person": "in  403 403 403 403 200 403",
    # Coming in by a handed-over code
    "second_factor": "in  200 200 200 200 200 200",
    "enter_code": "200 200 200 200 200 200 200",
    "give_code": "in  403 403 200 403 200 200",
    "give_code_to": "in  403 403 200 403 200 404",
    # The demo only
    "personas": "404 404 404 404 404 404 404",
    "demo_mail": "404 404 404 404 404 404 404",
    "components": "404 404 404 404 404 404 404",
    # Sign-in, by the package; everybody here has signed in with both factors
    "account_request_login_code": "200 on  on  on  on  on  on",
    "account_login": "in  in  in  in  in  in  in",
    "account_confirm_login_code": "in  on  on  on  on  on  on",
    "account_logout": "on  200 200 200 200 200 200",
    "account_inactive": "200 200 200 200 200 200 200",
    "mfa_authenticate": "in  on  on  on  on  on  on",
    "mfa_reauthenticate": "in  403 403 403 403 403 403",
    "mfa_index": "in  on  on  on  on  on  on",
    "mfa_activate_totp": "in  200 200 200 200 200 200",
    "mfa_deactivate_totp": "in  404 404 404 404 404 404",
    "mfa_login_webauthn": "in  on  on  on  on  on  on",
    "mfa_list_webauthn": "in  on  on  on  on  on  on",
    "mfa_add_webauthn": "in  200 200 200 200 200 200",
    "mfa_reauthenticate_webauthn": "in  403 403 403 403 403 403",
    "mfa_remove_webauthn": "in  404 404 404 404 404 404",
    "mfa_view_recovery_codes": "in  404 404 404 404 404 404",
    "mfa_generate_recovery_codes": "in  200 200 200 200 200 200",
}
