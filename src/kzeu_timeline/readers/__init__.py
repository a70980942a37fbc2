"""Outside data to the model."""
