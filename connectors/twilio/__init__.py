"""What SMS and WhatsApp by Twilio share. See docs/twilio.md."""
