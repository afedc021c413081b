"""How a journey goes from page to page."""

from playwright.sync_api import Locator


def follow(element: Locator) -> None:
    """Click a link or a button that leads to another page, and wait for that page.

    A click alone comes back before the browser has left: what is counted then is counted on
    the page before.
    """
    with element.page.expect_navigation():
        element.click()
