import { type Canvas, colour, createCanvas, paint } from './canvas.ts';

// Three by five pixels a letter, row by row: only the letters that we write.
const letters: Record<string, string> = {
  S: '011100010001110',
  A: '010101111101101',
  N: '110101101101101',
  D: '110101101101110',
  B: '110101110101110',
  O: '010101101101010',
  X: '101101010101101',
};

/** "SANDBOX" on a dark strip, or "SBX" if that does not fit: none of our pictures can be mistaken for a model's. */
export function drawLabel(width: number, height: number): { canvas: Canvas; left: number; top: number } {
  const block = Math.max(1, Math.round(Math.min(width, height) / 256));
  const text = width >= 31 * block ? 'SANDBOX' : 'SBX';
  const columns = text.length * 4 + 1;
  const canvas = createCanvas(Math.min(width, columns * block), Math.min(height, 7 * block));
  for (let y = 0; y < canvas.height; y += 1) {
    for (let x = 0; x < canvas.width; x += 1) {
      paint(canvas, x, y, colour('#120d20'), 0.62);
      const column = Math.floor(x / block) - 1;
      const row = Math.floor(y / block) - 1;
      const bits = letters[text[Math.floor(column / 4)] ?? ''];
      if (row < 0 || row > 4 || column < 0 || column % 4 > 2 || bits?.[row * 3 + (column % 4)] !== '1') continue;
      paint(canvas, x, y, colour('#ffffff'));
    }
  }
  const margin = Math.min(2 * block, Math.max(0, width - canvas.width));
  return { canvas, left: width - canvas.width - margin, top: height - canvas.height };
}
