"""Who said it: rules that suggest, never decide."""
