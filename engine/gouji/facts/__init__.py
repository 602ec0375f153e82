"""Narrative facts and performance forms read from prose and grids."""
