"""Who issued a document, by its name in full."""
