"""desk pages."""
