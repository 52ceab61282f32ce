"""Where is this need now, and what waits for whom: questions over all steps; reads all, writes nothing."""
