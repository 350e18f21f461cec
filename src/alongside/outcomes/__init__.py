"""What changed for people, and what may be said about it.

Imports nothing at start: ask for `alongside.outcomes.change`.
"""
