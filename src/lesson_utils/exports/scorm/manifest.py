"""The manifest of a package with one page: what the platform opens, and what it is called.

Neither Moodle nor ILIAS asks for the schemas' files inside a package, and a manifest that points at
none is valid without them; they are not ours to hand on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lesson_utils.exports.xml import Element, add, document

#: What a platform opens, and the one file beside the manifest.
PAGE = "index.html"


@dataclass(frozen=True, kw_only=True)
class Standard:
    """A version of SCORM.

    ``name`` is what the page's script calls it, ``ending`` the end of a file's name. ``kind`` is
    the attribute that says of the page that it talks with the platform. ``scored`` if it has to be
    said that the page itself tells what was done, and not the platform. ``note`` is the code of
    what a teacher is told of it.
    """

    name: str
    ending: str
    version: str
    namespaces: Mapping[str, str]
    kind: str
    note: str
    scored: bool = False


SCORM_12 = Standard(
    name="1.2",
    ending="scorm.zip",
    version="1.2",
    namespaces={
        "xmlns": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
        "xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    },
    kind="adlcp:scormtype",
    note="scorm-short",
)
SCORM_2004 = Standard(
    name="2004",
    ending="scorm2004.zip",
    version="2004 4th Edition",
    namespaces={
        "xmlns": "http://www.imsglobal.org/xsd/imscp_v1p1",
        "xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
        "xmlns:imsss": "http://www.imsglobal.org/xsd/imsss",
    },
    kind="adlcp:scormType",
    note="scorm-long",
    scored=True,
)


def manifest(standard: Standard, identifier: str, title: str) -> bytes:
    """Write ``imsmanifest.xml``.

    Parameters
    ----------
    standard
        The version of SCORM.
    identifier
        A name of XML, the same at every export: a platform knows a newer package by it.
    title
        What the platform shows; :func:`~lesson_utils.exports.source.clean`, on one line.
    """
    root = Element("manifest", {"identifier": identifier, "version": "1", **standard.namespaces})
    about = add(root, "metadata")
    add(about, "schema", "ADL SCORM")
    add(about, "schemaversion", standard.version)
    whole, page, file = (f"{identifier}-{part}" for part in ("lesson", "page", "file"))
    organization = add(add(root, "organizations", default=whole), "organization", identifier=whole)
    add(organization, "title", title)
    item = add(organization, "item", identifier=page, identifierref=file)
    add(item, "title", title)
    if standard.scored:
        told = {"completionSetByContent": "true", "objectiveSetByContent": "true"}
        add(add(item, "imsss:sequencing"), "imsss:deliveryControls", **told)
    resource = add(
        add(root, "resources"), "resource", identifier=file, type="webcontent", href=PAGE
    )
    resource.set(standard.kind, "sco")
    add(resource, "file", href=PAGE)
    return document(root)
