"""Collections of made-up reports of which is known what was copied, who said it first, and what contradicts what."""
