"""The graph model for conflict resolution: who would move away from a state, knowing how the others can answer."""
