"""The process of the practice server: answers mail programs on loopback and the window on a pipe.

It ends when its standard input does, that is with whoever started it, and keeps nothing on disk.
"""

import datetime as dt
import os
import secrets
import sys
import threading
from collections.abc import Callable, Iterable
from typing import BinaryIO

import msgspec
from twisted.internet import reactor as _reactor
from twisted.internet.interfaces import IReactorCore

from facteur.link import practice as link
from facteur.practice import samples
from facteur.practice.imapserver import ImapFactory
from facteur.practice.maildrops import FLAGGED, SEEN, DELETED, Kept, Maildrop
from facteur.practice.popserver import PopFactory
from facteur.practice.sink import SmtpFactory
from facteur.practice.structure import parsed

HOST = "127.0.0.1"
