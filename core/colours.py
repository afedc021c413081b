"""Contrast of colours (WCAG 2.2, relative luminance). Pure."""

MINIMUM_CONTRAST = 4.5


def contrast_with_white(colour: str) -> float:
    """Contrast ratio of `#rrggbb` with white, from 1 to 21; 1 for what is no colour."""
    digits = colour.lstrip("#")
    try:
        parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    except ValueError:
        return 1.0
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
