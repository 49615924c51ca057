"""Tests of the knowledge files and the access to them."""
