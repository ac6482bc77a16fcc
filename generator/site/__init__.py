"""The site as a whole: its parts in order, the frame, the pages written, the engine that draws prose."""
