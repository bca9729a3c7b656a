"""The outbox: approved letters to their addressees, each once, and a ledger of what became of them.

In: a certified run and its edition, people's approvals, a mail server, a clock. Out: messages on their way, and what is
known of each for sure. What a letter says is not known here, nor whether it is right: that a run is proven is asked of
the merge, and that people agreed, of their approvals.
"""

from .approve import Given, approve, unproven
from .call import Login, TokenLogin, UnreachableError, dial
from .delivery import Clock, Pace, Step
from .folder import OutboxFolder
from .line import Line, Patience, ServerError
from .message import Message
from .post import Post
from .publication import publish
from .reissue import reissue
from .reply import cure_of, replies_in
from .resolve import readdressed, refused_councils, resolve
from .send import deliver, standing_now, try_on, write_messages
from .standing import STAGES, Stage, Standing
from .status import Commands, Status, proof_against, status_of, step_to_confirm, step_to_prove
from .token import ask_token

__all__ = [
    "STAGES",
    "Clock",
    "Commands",
    "Given",
    "Line",
    "Login",
    "Message",
    "OutboxFolder",
    "Pace",
    "Patience",
    "Post",
    "ServerError",
    "Stage",
    "Standing",
    "Status",
    "Step",
    "TokenLogin",
    "UnreachableError",
    "approve",
    "ask_token",
    "cure_of",
    "deliver",
    "dial",
    "proof_against",
    "publish",
    "readdressed",
    "refused_councils",
    "reissue",
    "replies_in",
    "resolve",
    "standing_now",
    "status_of",
    "step_to_confirm",
    "step_to_prove",
    "try_on",
    "unproven",
    "write_messages",
]
