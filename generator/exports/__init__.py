"""The files beside the pages: open data, tables, what search engines are told; a module each."""
