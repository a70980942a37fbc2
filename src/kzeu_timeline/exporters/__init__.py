"""Timeline to one format per module; none knows another."""
