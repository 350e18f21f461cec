"""Shared by the web tests and the journeys; the engine's tests need nothing from here."""
