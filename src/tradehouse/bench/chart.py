"""A chart without a plotting library: bars on a logarithmic scale, and the growth of a night."""

from html import escape
from math import floor, log10

_WIDTH, _LABELS, _BAR, _GAP = 860, 330, 20, 9
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#24292f}.n{fill:#57606a}.o{fill:#1f6feb}"
    ".t{fill:#8c959f}.g{stroke:#d0d7de}.l{stroke:#1f6feb;fill:none;stroke-width:2}"
)


def draw(bars: list[tuple[str, float]], growth: list[tuple[int, float]]) -> str:
    """An SVG file: seconds of each side, then seconds of a night over the length of the history.

    Args:
        bars: Name and seconds; names that begin with "a night" or "full" are ours.
        growth: Trades there are and seconds of a night.
    """
    parts, top = [], 34
    if bars:
        parts.append(_text(0, 16, "Seconds, logarithmic scale: ours blue, others grey"))
        low = 10.0 ** floor(log10(max(min(value for _, value in bars), 1e-3)))
        high = max(value for _, value in bars) * 1.01
        scale = (_WIDTH - _LABELS - 80) / max(log10(high / low), 0.1)
        for name, value in bars:
            length = max(2.0, log10(max(value, low) / low) * scale)
            kind = "o" if name.startswith(("a night", "full")) else "t"
            parts.append(_text(0, top + 15, name.replace("`", "")))
            parts.append(
                f'<rect class="{kind}" x="{_LABELS}" y="{top}" width="{length:.1f}"'
                f' height="{_BAR}"/>'
            )
            parts.append(_text(_LABELS + length + 6, top + 15, f"{value:,.2f}", "n"))
            top += _BAR + _GAP
    if len(growth) > 1:
        top = _growth(parts, growth, top + 30)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top + 10}" role="img">'
        f'<title>Benchmark</title><style>{_STYLE}</style>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )  # fmt: skip


def _growth(parts: list[str], growth: list[tuple[int, float]], top: int) -> int:
    """Draw the line of a night's seconds; both scales begin at zero."""
    height, left, width = 150, 60, _WIDTH - 160
    parts.append(_text(0, top, "SQL of a night in seconds, over the trades there are"))
    base = top + 20 + height
    most, highest = max(rows for rows, _ in growth), max(value for _, value in growth) * 1.15
    parts.append(f'<path class="g" d="M{left} {base}H{left + width}"/>')
    points = [
        (left + width * rows / most, base - height * value / highest, rows, value)
        for rows, value in growth
    ]
    parts.append(
        '<path class="l" d="M' + " L".join(f"{x:.1f} {y:.1f}" for x, y, *_ in points) + '"/>'
    )
    for x, y, rows, value in points:
        parts.append(f'<circle class="o" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
        parts.append(_text(x - 14, y - 10, f"{value:.2f}", "n"))
        parts.append(_text(x - 20, base + 18, f"{rows / 1e6:.1f}M", "n"))
    return base + 26


def _text(x: float, y: float, text: str, kind: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}">{escape(text)}</text>'
