"""One module per task: it reads gold files and hands over what it measured."""
