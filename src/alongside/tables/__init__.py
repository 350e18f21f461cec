"""Reading and writing people's files, and the data files the house ships.

Imports nothing at start: ask for `alongside.tables.datafile` or `alongside.tables.reading`.
"""
