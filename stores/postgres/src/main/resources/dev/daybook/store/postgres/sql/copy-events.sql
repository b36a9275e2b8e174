copy ${schema}.event (position, version, epoch, append, events, stream, type, hash, bytes)
from stdin (format binary)
