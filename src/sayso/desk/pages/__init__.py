"""One file a page: ``load`` asks the desk and gives what the page tells, which is also its JSON; ``show`` draws it."""
