"""What the readers of several formats share; no format lives here."""
