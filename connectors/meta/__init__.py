"""WhatsApp by Meta's Cloud API: the parts of `connectors.meta_whatsapp`, one per concern."""
