"""The ceasefire chain: holding, strained or suspended, and how it ends, day by day along a calendar."""
