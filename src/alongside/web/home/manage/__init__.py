"""manage pages."""
