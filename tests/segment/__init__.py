"""Tests of how a source text is taken apart."""
