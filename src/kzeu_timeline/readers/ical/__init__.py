"""Calendars (RFC 5545) read back: our own feeds, and other people's."""
