"""Catalogue → Markdown pages: view models (plain dataclasses) and templates without logic."""
