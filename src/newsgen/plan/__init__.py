"""newsgen.plan: see docs/architecture.md."""
