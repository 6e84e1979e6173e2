"""What the engine's answers are compared with: every package written out, in plain Python.

Nothing here imports the engine; of ``detente`` only the case and the results are used.
"""
