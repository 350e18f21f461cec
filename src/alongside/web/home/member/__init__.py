"""member pages."""
