"""The parent of `manage.py test`: one PostgreSQL, one browser, a pytest process for each phase."""
