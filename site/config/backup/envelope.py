"""Encrypts a stream so that any change to it, and its early end, are found.

Format: the 20 bytes of `MAGIC`, 16 of salt, 7 of a nonce's beginning; then chunks of 1 MiB of
text (the last one shorter, perhaps empty), each sealed by AES-256-GCM with its 16 bytes of tag. A
chunk's nonce is that beginning, its number in 4 bytes and one byte that is 1 for the last chunk
(the construction STREAM); the header is authenticated with each. The key is scrypt (N 2^15, r 8,
p 1) of BACKUP_KEY and the salt.
"""

from __future__ import annotations

import os
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from config.backup.faults import BackupFault

MAGIC = b"sportello-backup-1\r\n"
SALT, BEGINNING, TAG = 16, 7, 16
CHUNK = 1024 * 1024

WRONG = (
    "Il file non si apre: la chiave BACKUP_KEY non è quella con cui è stato scritto, "
    "oppure il file è stato modificato o è incompleto."
)


class _Cipher:
    """The key and the count of chunks."""

    def __init__(self, key: str, header: bytes) -> None:
        salt = header[len(MAGIC) : len(MAGIC) + SALT]
        derived = Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(key.encode())
        self.cipher = AESGCM(derived)
        self.header = header
        self.number = 0

    def nonce(self, *, is_last: bool) -> bytes:
        """That of the next chunk."""
        nonce = self.header[-BEGINNING:] + self.number.to_bytes(4) + bytes([is_last])
        self.number += 1
        return nonce


class Encrypting:
    """A file to write to; `close` writes the last chunk and leaves the file below open."""

    def __init__(self, file: IO[bytes], key: str) -> None:
        header = MAGIC + os.urandom(SALT + BEGINNING)
        file.write(header)
        self.file, self.cipher, self.waiting = file, _Cipher(key, header), bytearray()

    def write(self, data: bytes) -> int:
        """Take data; whole chunks go out at once, the last one waits."""
        self.waiting += data
        while len(self.waiting) > CHUNK:
            self._put(bytes(self.waiting[:CHUNK]), is_last=False)
            del self.waiting[:CHUNK]
        return len(data)

    def flush(self) -> None:
        """Nothing: what waits may be the last chunk."""

    def close(self) -> None:
        """Write what waits as the last chunk."""
        self._put(bytes(self.waiting), is_last=True)

    def _put(self, text: bytes, *, is_last: bool) -> None:
        nonce = self.cipher.nonce(is_last=is_last)
        self.file.write(self.cipher.cipher.encrypt(nonce, text, self.cipher.header))


class Decrypting:
    """A file to read from. Raises BackupFault at the first chunk that is not as it was written."""

    def __init__(self, file: IO[bytes], key: str) -> None:
        header = file.read(len(MAGIC) + SALT + BEGINNING)
        if len(header) < len(MAGIC) + SALT + BEGINNING:
            raise BackupFault(WRONG)
        self.file, self.cipher, self.ready = file, _Cipher(key, header), bytearray()
        self.next = file.read(CHUNK + TAG)
        self.is_over = False

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes of text; empty where it is over."""
        while not self.is_over and (size < 0 or len(self.ready) < size):
            self._take()
        size = len(self.ready) if size < 0 else size
        taken = bytes(self.ready[:size])
        del self.ready[:size]
        return taken

    def _take(self) -> None:
        sealed, self.next = self.next, self.file.read(CHUNK + TAG)
        self.is_over = not self.next
        nonce = self.cipher.nonce(is_last=self.is_over)
        try:
            self.ready += self.cipher.cipher.decrypt(nonce, sealed, self.cipher.header)
        except InvalidTag as error:
            raise BackupFault(WRONG) from error


def is_encrypted(file: IO[bytes]) -> bool:
    """Whether the file begins as this format does; it is left at its beginning."""
    begins = file.read(len(MAGIC))
    file.seek(0)
    return begins == MAGIC
