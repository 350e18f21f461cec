"""Who could support whom: suggestions with their reasons. A human decides.

Imports nothing at start: ask for `alongside.matching.suggest`.
"""
