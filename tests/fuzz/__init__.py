"""Fuzzing of the pipeline, run by hand."""
