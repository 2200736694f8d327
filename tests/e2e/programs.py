"""Parts of programs."""

VALUE = """
from pulumi.dynamic import CreateResult, Resource, ResourceProvider


class Source(ResourceProvider):
    def create(self, props):
        return CreateResult("source", {**props, "value": props["given"]})


class Value(Resource):
    value: pulumi.Output[str]

    def __init__(self, name, value):
        super().__init__(Source(), name, {"given": value, "value": None})


"""
"""A resource whose output is unknown until it is created."""
