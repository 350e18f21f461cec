"""Small numbers: which counts of a table may leave the house, and which stay hidden.

Imports nothing at start: ask for `alongside.suppression.suppress`.
"""
