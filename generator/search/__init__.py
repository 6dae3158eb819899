"""The search of the site: what can be found, and the files in which the search worker looks for it."""
