"""The static files of the page that http/page.py serves. page.js makes control calls and draws their answers."""
