"""Instruments as data. Answers are not scored here yet, only what scoring will need is kept.

Imports nothing at start: ask for `alongside.measures.instrument`.
"""
