"""The files that a printed page may take in: an edition's own, those that editions share, and nothing else."""

from ..files import TemplateFiles
from .weasy import FatalURLFetchingError, URLFetcher, URLFetcherResponse


class NotInStock(FatalURLFetchingError):
    """A page asks for a file that is not the edition's. WeasyPrint lets only its own fatal kind through."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class Stock(URLFetcher):
    """A fixed set of files, by address, as they were read: no network, no redirect, no other folder."""

    def __init__(self, files: TemplateFiles) -> None:
        super().__init__(allowed_protocols=["file"], allow_redirects=False, fail_on_errors=True)
        self._files = {file.path.resolve().as_uri(): file.content for file in files.files}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The file at an address. Raises NotInStock for any other."""
        try:
            return URLFetcherResponse(url, self._files[url])
        except KeyError:
            raise NotInStock(url) from None
