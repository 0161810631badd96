"""Makes a screenshot small: at most 256 colours, one byte a pixel. A browser counts them; the PNG is ours."""

import base64
import struct
import zlib
from typing import Any

COUNT = """
async (source) => {
  const image = await createImageBitmap(await (await fetch(source)).blob())
  const canvas = new OffscreenCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const points = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)
  const counts = new Map()
  for (const point of points) counts.set(point, (counts.get(point) || 0) + 1)
  const kept = [...counts].sort((one, other) => other[1] - one[1]).slice(0, 256).map(([point]) => point)
  const parts = (point) => [point & 255, (point >> 8) & 255, (point >> 16) & 255]
  const palette = kept.map(parts)
  const places = new Map(kept.map((point, place) => [point, place]))
  const nearest = (point) => {
    const [red, green, blue] = parts(point)
    let best = 0, least = Infinity
    palette.forEach(([r, g, b], place) => {
      const far = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2
      if (far < least) { least = far; best = place }
    })
    return best
  }
  const bytes = new Uint8Array(points.length)
  points.forEach((point, at) => {
    if (!places.has(point)) places.set(point, nearest(point))
    bytes[at] = places.get(point)
  })
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  }
  return { width: image.width, height: image.height, palette: palette.flat(), bytes: btoa(text) }
}
"""


def smaller(page: Any, png: bytes) -> bytes:
    """Return a PNG of the same size in pixels with its 256 commonest colours. page: one with scripts on."""
    found = page.evaluate(COUNT, "data:image/png;base64," + base64.b64encode(png).decode())
    width, height = found["width"], found["height"]
    points = base64.b64decode(found["bytes"])
    rows = b"".join(b"\0" + points[at : at + width] for at in range(0, width * height, width))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes(found["palette"])),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
