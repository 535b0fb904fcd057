"""E-mail: IMAP in, SMTP out, and everything between a raw mail and our words."""
