"""The console's icons, drawn on a grid of 24 with one stroke."""

ICONS = {
    "mark": '<path d="M12 2.8 20 7.4v9.2l-8 4.6-8-4.6V7.4z"/><path d="m12 8.4 3.4 2v3.2l-3.4 2-3.4-2v-3.2z"/>',
    "situation": '<path d="M4 19.5h16"/><path d="M6.5 19v-6"/><path d="M12 19V5"/><path d="M17.5 19v-9"/>',
    "grid": '<path d="M4 4h7v7H4zM13.5 4H20v7h-6.5zM4 13.5h7V20H4zM13.5 13.5H20V20h-6.5z"/>',
    "figure": '<path d="M4 18c3-1 4-9 7-9s3 6 5 6 3-6 4-9"/><path d="M4 21h16"/>',
    "ledger": '<path d="M6 3.5h12v17H6z"/><path d="M9 8h6"/><path d="M9 12h6"/><path d="M9 16h4"/>',
    "held": '<circle cx="12" cy="12" r="8.5"/><path d="M10 9v6"/><path d="M14 9v6"/>',
    "record": '<path d="M4 20h4L19 9l-4-4L4 16z"/><path d="m13 7 4 4"/>',
    "menu": '<path d="M4 7h16"/><path d="M4 12h16"/><path d="M4 17h16"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
    "day": '<path d="M4 6h16v14H4z"/><path d="M4 10.5h16"/><path d="M8 3.5V7"/><path d="M16 3.5V7"/>',
    "back": '<path d="m14 6-6 6 6 6"/>',
    "next": '<path d="m10 6 6 6-6 6"/>',
    "down": '<path d="m6 9.5 6 6 6-6"/>',
    "up": '<path d="m6 14.5 6-6 6 6"/>',
    "place": '<path d="M12 21c4-5 6-8 6-11a6 6 0 0 0-12 0c0 3 2 6 6 11z"/><circle cx="12" cy="10" r="2"/>',
    "person": '<circle cx="12" cy="8" r="3.6"/><path d="M5 20c.6-4 3.4-6 7-6s6.4 2 7 6"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "flag": '<path d="M6 21V4h11l-2 4 2 4H6"/>',
    "empty": '<path d="M4 14h4.5l1.5 3h4l1.5-3H20"/><path d="M6.5 5h11L20 14v5.5H4V14z"/>',
    "out": '<path d="M10 4H5v16h5"/><path d="M14 8l4 4-4 4"/><path d="M18 12H9.5"/>',
    "key": '<circle cx="8" cy="15" r="4"/><path d="m11 12 8-8"/><path d="m16 7 3 3"/>',
    "duty": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "document": '<path d="M7 3h7l4 4v14H7z"/><path d="M14 3v4h4"/><path d="M10 12h5"/><path d="M10 16h5"/>',
    "sheet": '<path d="M4 5h16v14H4z"/><path d="M4 10h16"/><path d="M4 14.5h16"/><path d="M10 5v14"/>',
    "hand": '<path d="M4 8.5h14"/><path d="m14.5 5 3.5 3.5-3.5 3.5"/>'
    '<path d="M20 15.5H6"/><path d="m9.5 12-3.5 3.5L9.5 19"/>',
    "plus": '<path d="M12 5v14"/><path d="M5 12h14"/>',
    "eye": '<path d="M2.5 12C5 7.5 8.2 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.7 6.5-9.5 6.5S5 16.5 2.5 12z"/>'
    '<circle cx="12" cy="12" r="2.8"/>',
    "shield": '<path d="M12 3 5 5.8v5.4c0 4.4 2.8 7.6 7 9.8 4.2-2.2 7-5.4 7-9.8V5.8z"/>'
    '<path d="m9 12 2.2 2.2L15.2 10"/>',
    "phone": '<path d="M7.5 3h9v18h-9z"/><path d="M11 18h2"/>',
    "print": '<path d="M7 9V4h10v5"/><path d="M5 9h14v8H5z"/><path d="M8 14h8v6H8z"/>',
    "why": '<circle cx="12" cy="12" r="8.5"/>'
    '<path d="M9.7 9.6a2.4 2.4 0 1 1 3.4 2.2c-.8.4-1.1.9-1.1 1.7"/><path d="M12 16.5v.1"/>',
    "void": '<circle cx="12" cy="12" r="8.5"/><path d="m6 6 12 12"/>',
}
"""Inner SVG of each icon by name."""
