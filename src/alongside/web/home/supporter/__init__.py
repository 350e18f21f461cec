"""supporter pages."""
