import { type Canvas, type Colour, colour, mix, paint, paintEllipse, paintGradient, paintRect } from './canvas.ts';
import type { Random } from './random.ts';
import { clouds, flakes, hills, pines, stars, tufts } from './scenery.ts';
import type { Scene } from './traits.ts';

/** Fills the canvas with a background scene. */
export type Paint = (canvas: Canvas, random: Random) => void;

export const scenes: Record<Scene, Paint> = {
  meadow(canvas, random) {
    const { width, height } = canvas;
    paintGradient(canvas, colour('#5fb4ef'), colour('#cdeefb'), 0, height * 0.85);
    paintEllipse(
      canvas,
      width * random.between(0.12, 0.88),
      height * 0.18,
      height * 0.09,
      height * 0.09,
      colour('#fff3b0'),
    );
    clouds(canvas, random, colour('#ffffff'), 4);
    hills(canvas, random, 0.58, 0.1, colour('#8ccf8a'), colour('#a9dfa0'));
    hills(canvas, random, 0.7, 0.06, colour('#5cb35a'), colour('#7fcb6f'));
    tufts(canvas, random, 0.76, [colour('#3f9148'), colour('#f6e05e'), colour('#f29ac0'), colour('#ffffff')]);
  },
  night(canvas, random) {
    const { width, height } = canvas;
    paintGradient(canvas, colour('#171a3c'), colour('#4b4a86'), 0, height * 0.85);
    stars(canvas, random, 0.65, 0.02);
    moon(canvas, width * random.between(0.15, 0.85), height * 0.2, height * 0.1);
    hills(canvas, random, 0.6, 0.12, colour('#2c2f5e'), colour('#373b70'));
    hills(canvas, random, 0.73, 0.06, colour('#1f3a4d'), colour('#2a4f60'));
    tufts(canvas, random, 0.78, [colour('#17303f'), colour('#3a6a72')]);
  },
  sea(canvas, random) {
    const { width, height } = canvas;
    const sunX = width * random.between(0.3, 0.7);
    paintGradient(canvas, colour('#6a4c93'), colour('#ffb86b'), 0, height * 0.56);
    paintEllipse(canvas, sunX, height * 0.5, height * 0.17, height * 0.17, colour('#ffe08a'));
    paintGradient(canvas, colour('#e58e6f'), colour('#2f4b7c'), height * 0.56, height);
    for (let y = Math.floor(height * 0.58); y < height * 0.8; y += 2) {
      const reach = height * 0.16 * random.between(0.3, 1);
      paintRect(canvas, sunX - reach, y, reach * 2, 1, colour('#ffd98a'));
    }
    paintEllipse(canvas, width * 0.5, height, width * 0.48, height * 0.2, colour('#e8cf9a'));
    paintEllipse(canvas, width * 0.5, height * 1.02, width * 0.44, height * 0.18, colour('#f4e0b2'));
  },
  forest(canvas, random) {
    const { height } = canvas;
    paintGradient(canvas, colour('#bfe3c8'), colour('#7fbf9a'), 0, height * 0.85);
    pines(canvas, random, 0.64, 0.34, colour('#5a9e86'));
    pines(canvas, random, 0.72, 0.46, colour('#3a7a66'));
    hills(canvas, random, 0.72, 0.03, colour('#4a7d4a'), colour('#6a9d57'));
    tufts(canvas, random, 0.77, [colour('#35613a'), colour('#9cc46b'), colour('#d9534f')]);
  },
  cave(canvas, random) {
    const { width, height } = canvas;
    paintGradient(canvas, colour('#1d1530'), colour('#43305f'), 0, height);
    for (let x = 0; x < width; x += 3) {
      const length = height * random.between(0.02, 0.2);
      for (let y = 0; y < length; y += 1) paintRect(canvas, x + y / 8, y, Math.max(1, 4 - y / 2), 1, colour('#120d20'));
    }
    hills(canvas, random, 0.66, 0.08, colour('#34274f'), colour('#5a4585'));
    hills(canvas, random, 0.76, 0.04, colour('#2a1f42'), colour('#7a5ba8'));
    const glows: readonly [Colour, ...Colour[]] = [colour('#5be0e6'), colour('#e66bd8'), colour('#8be06b')];
    for (let count = 0; count < 14; count += 1) crystal(canvas, random, random.pick(glows));
  },
  desert(canvas, random) {
    const { width, height } = canvas;
    paintGradient(canvas, colour('#f7a76c'), colour('#fde3b0'), 0, height * 0.85);
    paintEllipse(
      canvas,
      width * random.between(0.15, 0.85),
      height * 0.2,
      height * 0.1,
      height * 0.1,
      colour('#fff5d6'),
    );
    const tip = width * random.between(0.15, 0.3);
    for (let y = 0; y < height * 0.3; y += 1) {
      paintRect(canvas, tip - y, height * 0.36 + y, y, 1, colour('#d99a5b'));
      paintRect(canvas, tip, height * 0.36 + y, y, 1, colour('#b97c48'));
    }
    hills(canvas, random, 0.6, 0.06, colour('#e0a566'), colour('#eebf83'));
    hills(canvas, random, 0.73, 0.05, colour('#d18f4f'), colour('#e8b271'));
    cactus(canvas, width * random.between(0.78, 0.92), height * 0.76, height * 0.2);
  },
  snow(canvas, random) {
    const { width, height } = canvas;
    paintGradient(canvas, colour('#7fa8d9'), colour('#dcecf8'), 0, height * 0.85);
    for (const [place, size] of [
      [0.2, 0.42],
      [0.75, 0.5],
      [0.48, 0.3],
    ] as const) {
      mountain(canvas, width * place, height * (0.68 - size), height * size);
    }
    hills(canvas, random, 0.7, 0.04, colour('#dfeaf5'), colour('#ffffff'));
    flakes(canvas, random, colour('#ffffff'), 0.02);
  },
  city(canvas, random) {
    const { width, height } = canvas;
    paintGradient(canvas, colour('#1b1440'), colour('#d4568f'), 0, height * 0.8);
    stars(canvas, random, 0.3, 0.015);
    towers(canvas, random, 0.5, colour('#4a2f6b'), colour('#7d4f95'));
    towers(canvas, random, 0.36, colour('#2a1d4a'), colour('#ffd166'));
    paintRect(canvas, 0, height * 0.78, width, height, colour('#241a3d'));
    for (let x = 0; x < width; x += 8) paintRect(canvas, x, height * 0.9, 4, 1, colour('#ffd166'));
    paintRect(canvas, 0, height * 0.78, width, 1, colour('#5be0e6'));
  },
  space(canvas, random) {
    const { width, height } = canvas;
    paintGradient(canvas, colour('#0d0b26'), colour('#3a1f5c'), 0, height);
    stars(canvas, random, 1, 0.03);
    const planet = random.pick([colour('#e89a5b'), colour('#5bb0e8'), colour('#e05b8f'), colour('#8fe05b')]);
    planetAt(canvas, width * random.between(0.16, 0.84), height * 0.24, height * 0.13, planet);
    paintEllipse(canvas, width / 2, height * 1.32, width * 0.85, height * 0.56, colour('#6f6a8f'));
    paintEllipse(canvas, width / 2, height * 1.35, width * 0.84, height * 0.56, colour('#8f8aae'));
    for (let count = 0; count < 7; count += 1) {
      const x = width * random.next();
      paintEllipse(canvas, x, height * random.between(0.88, 0.98), 3, 1.5, colour('#6f6a8f'));
    }
  },
  pattern(canvas, random) {
    const ground = random.pick([
      colour('#ffd6a5'),
      colour('#bde0fe'),
      colour('#caffbf'),
      colour('#ffc8dd'),
      colour('#d7c6ff'),
    ]);
    const figure = mix(ground, colour('#ffffff'), 0.45);
    const kind = random.pick(['checks', 'dots', 'rays', 'stripes']);
    const { width, height } = canvas;
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        paint(canvas, x, y, inFigure(kind, x, y, width, height) ? figure : ground);
      }
    }
  },
};

function inFigure(kind: string, x: number, y: number, width: number, height: number): boolean {
  if (kind === 'checks') return (Math.floor(x / 8) + Math.floor(y / 8)) % 2 === 0;
  if (kind === 'stripes') return (x + y) % 12 < 6;
  if (kind === 'dots') {
    const shift = Math.floor(y / 10) % 2 === 0 ? 0 : 5;
    return ((x + shift) % 10) - 5 + 0.5 < 2 && Math.hypot(((x + shift) % 10) - 4.5, (y % 10) - 4.5) < 2.4;
  }
  return Math.floor(((Math.atan2(y - height * 0.55, x + 0.5 - width / 2) + Math.PI) / Math.PI) * 9) % 2 === 0;
}

function moon(canvas: Canvas, x: number, y: number, radius: number) {
  paintEllipse(canvas, x, y, radius, radius, colour('#f4efc9'));
  paintEllipse(canvas, x - radius * 0.3, y - radius * 0.2, radius * 0.22, radius * 0.22, colour('#d9d2a3'));
  paintEllipse(canvas, x + radius * 0.35, y + radius * 0.3, radius * 0.3, radius * 0.3, colour('#d9d2a3'));
}

function planetAt(canvas: Canvas, x: number, y: number, radius: number, fill: Colour) {
  paintEllipse(canvas, x, y, radius, radius, mix(fill, colour('#000000'), 0.3));
  paintEllipse(canvas, x - radius * 0.12, y - radius * 0.12, radius * 0.86, radius * 0.86, fill);
  paintEllipse(
    canvas,
    x - radius * 0.3,
    y - radius * 0.35,
    radius * 0.3,
    radius * 0.2,
    mix(fill, colour('#ffffff'), 0.4),
  );
  for (let turn = 0; turn < Math.PI * 2; turn += 0.03) {
    const isBehind = Math.sin(turn) < 0 && Math.abs(Math.cos(turn)) < 0.55;
    if (isBehind) continue;
    const across = Math.cos(turn) * radius * 1.75;
    paint(canvas, x + across, y + Math.sin(turn) * radius * 0.35 - across * 0.2, colour('#f4e6c0'));
  }
}

function crystal(canvas: Canvas, random: Random, glow: Colour) {
  const x = canvas.width * random.next();
  const foot = canvas.height * random.between(0.76, 0.9);
  const length = canvas.height * random.between(0.06, 0.18);
  for (let y = 0; y < length; y += 1) {
    const half = Math.min(2, y / 2);
    paintRect(
      canvas,
      x - half,
      foot - length + y,
      half * 2 + 1,
      1,
      y % 3 === 0 ? mix(glow, colour('#ffffff'), 0.4) : glow,
    );
    paint(canvas, x + half, foot - length + y, mix(glow, colour('#000000'), 0.4));
  }
}

function cactus(canvas: Canvas, x: number, foot: number, length: number) {
  const green = colour('#4f9a58');
  paintRect(canvas, x, foot - length, 3, length, green);
  paintRect(canvas, x - 4, foot - length * 0.6, 4, 2, green);
  paintRect(canvas, x - 4, foot - length * 0.85, 2, length * 0.3, green);
  paintRect(canvas, x + 3, foot - length * 0.45, 3, 2, green);
  paintRect(canvas, x + 5, foot - length * 0.7, 2, length * 0.3, green);
  paintRect(canvas, x + 2, foot - length, 1, length, colour('#3a7a46'));
}

function mountain(canvas: Canvas, x: number, top: number, length: number) {
  for (let y = 0; y < length; y += 1) {
    const half = y * 0.8;
    const isSnow = y < length * 0.32 + (y % 3);
    paintRect(canvas, x - half, top + y, half, 1, isSnow ? colour('#ffffff') : colour('#8fa3c4'));
    paintRect(canvas, x, top + y, half, 1, isSnow ? colour('#dbe6f3') : colour('#6f84a8'));
  }
}

function towers(canvas: Canvas, random: Random, size: number, wall: Colour, lamp: Colour) {
  for (let x = 0; x < canvas.width; ) {
    const wide = random.integer(6, 11);
    const top = canvas.height * (0.8 - size * random.between(0.45, 1));
    paintRect(canvas, x, top, wide, canvas.height, wall);
    for (let y = top + 2; y < canvas.height * 0.76; y += 3) {
      for (let column = x + 1; column < x + wide - 1; column += 2)
        if (random.chance(0.4)) paint(canvas, column, y, lamp);
    }
    x += wide + random.integer(0, 2);
  }
}
