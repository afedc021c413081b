"""What is done with what is published; each action is atomic and leaves one log entry."""

from editorial.actions.urgent import (
    Overtaken,
    change_desk,
    close_desk,
    undo_change,
)

__all__ = ["Overtaken", "change_desk", "close_desk", "undo_change"]
