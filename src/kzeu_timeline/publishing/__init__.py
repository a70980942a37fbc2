"""A site put where readers are, so that none of them ever sees half of it."""
