"""PDF/A-3a and PDF/UA-1 in one file. WeasyPrint writes either; what it leaves out of the first is added here."""

from hashlib import sha256
from typing import Any

import pydyf

# A PDF/A file may only use metadata that it describes: PDF/UA's identifier is not among those that PDF/A knows
# (ISO 19005-3, 6.6.2.3; ISO 14289-1, 5).
_PDFUA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_END = b"</rdf:RDF>"


def conform(pdf: Any) -> None:
    """Say in a finished PDF/A-3a (a `pydyf.PDF`) that it is PDF/UA-1 as well.

    An embedded file is named once in the catalog's list of associated files, where WeasyPrint names it twice, and the
    metadata stays uncompressed, so that programs which know nothing of PDF find it (PDF/UA-1 asks for no more,
    archives do).
    """
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    [xmp] = metadata.stream
    metadata.stream = [xmp.replace(_END, _PDFUA + _END)]
    metadata.compress = False
    pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def identified(pdf: bytes) -> bytes:
    """A written PDF with the identifier that PDF/A asks for (ISO 19005-3, 6.1.3): the hash of all its bytes.

    It stands in the trailer, which is the last object (ISO 32000-1, 7.5.8), so that nothing moves that anything points
    at.
    """
    everything, trailer, end = pdf.rpartition(b"/Type /XRef")
    identifier = sha256(pdf).hexdigest()[:32].encode()
    return everything + trailer + b"/ID [<%b> <%b>]" % (identifier, identifier) + end
