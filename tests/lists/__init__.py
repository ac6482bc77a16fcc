"""Lists of the sample town as others would send them: many layouts, many kinds of file; what went in is what comes out."""
