"""The OpenAPI document: the operations, and the shape of the body of every kind of entry that this node knows."""

from typing import Any

from ninja import NinjaAPI

from gridward.api.words import BatchIn
from gridward.exchange.schema import json_schema
from gridward.plug.catalogue import CATALOGUE

_COMPONENTS = "#/components/schemas/{model}"


class DocumentedAPI(NinjaAPI):
    """An API whose document also tells what goes into a batch: the door reads bytes, so ninja cannot know."""

    def get_openapi_schema(self, **options: Any) -> Any:
        """The document, with the parts of a batch and each kind's body among its schemas."""
        document = super().get_openapi_schema(**options)
        batch = BatchIn.model_json_schema(ref_template=_COMPONENTS)
        schemas = document["components"]["schemas"]
        schemas |= batch.pop("$defs")
        schemas["BatchIn"] = batch
        schemas |= {f"body.{name}": json_schema(kind) for name, kind in sorted(CATALOGUE.kinds.items())}
        return document


def batch() -> dict[str, Any]:
    """What the operation that takes a batch says of its request."""
    entries = {"type": "array", "items": {"$ref": _COMPONENTS.format(model="EntryIn")}}
    return {
        "requestBody": {
            "required": True,
            "description": "At most 8 MB unpacked; may be gzip (Content-Encoding).",
            "content": {
                "application/json": {"schema": {"anyOf": [{"$ref": _COMPONENTS.format(model="BatchIn")}, entries]}}
            },
        }
    }
