"""The database of each release, kept as text, and the promise that it can be brought up to now."""
