"""Charts as Altair definitions: plain rows in, a chart out, for a page and a notebook alike."""
