"""Every test runs without the machine's AWS, Pulumi, Python and proxy settings."""

from tests.support.environment import isolate_process

isolate_process()


def pytest_collection_modifyitems(items):
    """Start with the slow tests: one that starts last would run alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
