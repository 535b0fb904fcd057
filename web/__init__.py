"""The face: webhooks in, API, live stream, the agents' inbox and the customers' chat widget."""
