"""Tests of what is extracted from the parts of a document."""
