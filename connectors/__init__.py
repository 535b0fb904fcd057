"""The ears and the mouth: a provider's wire format to our words, and back. No SQL, no decisions."""
