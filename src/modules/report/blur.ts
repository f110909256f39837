import sharp from 'sharp';
import type { Box } from './model.js';

/** The picture with each of these areas filled with its own mean colour: nothing of it can be brought back. */
export async function blurred(bytes: Uint8Array, boxes: readonly Box[]): Promise<Uint8Array> {
  const picture = sharp(bytes);
  const { width, height } = await picture.metadata();
  const patches = [];
  for (const box of boxes) {
    const left = Math.min(width - 1, Math.floor((box.x / 100) * width));
    const top = Math.min(height - 1, Math.floor((box.y / 100) * height));
    const area = {
      left,
      top,
      width: Math.max(1, Math.min(width - left, Math.ceil((box.width / 100) * width))),
      height: Math.max(1, Math.min(height - top, Math.ceil((box.height / 100) * height))),
    };
    const { channels } = await sharp(await sharp(bytes).extract(area).png().toBuffer()).stats();
    const [r = 0, g = r, b = r] = channels.slice(0, 3).map(({ mean }) => Math.round(mean));
    const fill = { width: area.width, height: area.height, channels: 3, background: { r, g, b } } as const;
    const input = await sharp({ create: fill }).png().toBuffer();
    patches.push({ input, left: area.left, top: area.top });
  }
  return new Uint8Array(await picture.composite(patches).jpeg({ quality: 85 }).toBuffer());
}

/** The picture under a grid with numbers every ten percent, by which areas are stated without script. */
export async function withGrid(bytes: Uint8Array): Promise<Uint8Array> {
  const small = await sharp(bytes).resize({ width: 1000, height: 1000, fit: 'inside' }).png().toBuffer();
  const { width, height } = await sharp(small).metadata();
  const lines = Array.from({ length: 9 }, (_, index) => (index + 1) * 10).map((percent) => {
    const x = (percent / 100) * width;
    const y = (percent / 100) * height;
    return `<path d="M${x} 0V${height}M0 ${y}H${width}" stroke="#fff" stroke-width="3"/>
      <path d="M${x} 0V${height}M0 ${y}H${width}" stroke="#000" stroke-width="1"/>
      <g font-family="sans-serif" font-size="20" font-weight="bold" stroke="#fff" stroke-width="4" paint-order="stroke">
        <text x="${x + 3}" y="20">${percent}</text><text x="3" y="${y - 4}">${percent}</text></g>`;
  });
  const grid = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${lines.join('')}</svg>`;
  return new Uint8Array(
    await sharp(small)
      .composite([{ input: Buffer.from(grid) }])
      .jpeg({ quality: 80 })
      .toBuffer(),
  );
}
