"""From a finished build to the site that is served: build aside, swap, and nothing half done."""
