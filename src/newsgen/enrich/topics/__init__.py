"""Entity resolution over the archive: joins the mentions of all stories into topics with stable
addresses."""
