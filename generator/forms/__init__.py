"""Forms for new files of the record: what is asked, which id it gets, how the blank looks."""
