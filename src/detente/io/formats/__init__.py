"""Other programs' negotiation files, read into cases and written from them."""
