"""The project's own annotated reports: read, checked and compared (claims/README.md says how they are made)."""
