"""Pictures as SVG that a screen reader can read: steps, charts, QR codes."""
