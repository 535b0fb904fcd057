"""The chat widget's own small server: visitors, their messages and their stream."""
