"""Benchmarks: generated archives, and what they measure."""
