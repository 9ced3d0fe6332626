"""Turns a body in HTML or Markdown into typed blocks of safe inline HTML."""
