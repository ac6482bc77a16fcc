"""The clerk's form without a browser: what a page sends back is read off it as a browser would."""
