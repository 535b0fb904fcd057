"""The versioned JSON API: one file per noun."""
