"""Instruments as data, and the scoring of one response by them.

Imports nothing at start: ask for `alongside.measures.instrument` or `alongside.measures.scoring`.
"""
