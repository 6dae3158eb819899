"""Everything that leaves the portal as data: lines, tables, a database, a described package, a feed."""
