"""`make others`: the site in the engines that `make test` does not run, the data in the programs that people open it with."""
