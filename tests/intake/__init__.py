"""Taking lists of others in: what their cells say."""
