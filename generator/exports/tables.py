"""The portal as tables: one definition for CSV files, the database and the package's description."""

from __future__ import annotations

from generator.catalogue import Catalogue
from generator.exports import fact_tables, record_tables
from generator.exports.columns import Table


def tables(catalogue: Catalogue) -> tuple[Table, ...]:
    """Return all tables, records first."""
    makers = (*record_tables.MAKERS, *fact_tables.MAKERS)
    return tuple(make(catalogue) for make in makers)
