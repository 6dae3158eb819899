"""From laid-out sentences to records: observations, events, distinctions and people."""
