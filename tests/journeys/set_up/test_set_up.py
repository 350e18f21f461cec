"""From an empty database to a service that takes people, in the browser."""

from __future__ import annotations


def test_a_service_is_set_up_from_an_empty_database(world, open_service):
    stranger = world.visitor("phone", scripted=False)
    stranger.opens("/")
    stranger.sees("Wendlewick")


def test_the_one_time_address_works_once(world, open_service):
    latecomer = world.visitor("desktop")
    latecomer.opens(open_service)
    latecomer.is_at("This address no longer works")
