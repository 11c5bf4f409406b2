"""Proposals and suggestions (提案、合理化建议): from the first seconder to the answer, the rating, the second handling and the reward."""
