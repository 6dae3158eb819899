"""Grammars of plain text: numbers, quantities and periods. They know nothing of districts or pages."""
