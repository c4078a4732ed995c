"""The reading pane: the open message, its header card, its text or HTML, its attachments.

`shown` holds the values that views take; only `controller` knows store and link. Text messages are
shown by `textview` and load no web engine; `webview` is made when the first HTML message is
opened, and has no network by four walls: an interceptor that refuses every other scheme, a content
policy in the document (`page`), Chromium's resolver mapped to nothing, and HTML that the engine
cleaned. Pictures that were taken out are quiet boxes (`blocked`), never Chromium's sign of a broken
page. Links never load here: `links` checks them and hands them to the system.
"""
