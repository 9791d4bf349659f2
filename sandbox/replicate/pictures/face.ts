import { colour } from './canvas.ts';
import type { Pen } from './pen.ts';
import type { Traits } from './traits.ts';

const ink = colour('#1d1430');
const white = colour('#ffffff');

/** Eyes, cheeks and mouth around the middle of the head. */
export function drawFace(pen: Pen, traits: Traits, head: number) {
  const y = head + 0.03;
  drawEyes(pen, traits, y);
  for (const x of [0.27, 0.73]) pen.dot(x, y + 0.1, colour('#f58fa0'), 0.07, 0.035);
  drawMouth(pen, traits, y + 0.12);
}

function drawEyes(pen: Pen, { eyes, shape }: Traits, y: number) {
  if (shape === 'robot') {
    pen.dot(0.5, y, colour('#22304a'), 0.48, 0.18);
    for (const x of [0.38, 0.62]) pen.dot(x, y, colour('#7df3ff'), 0.08, 0.1);
    return;
  }
  if (eyes === 'one') {
    pen.dot(0.5, y - 0.02, ink, 0.22, 0.16);
    pen.dot(0.5, y - 0.02, white, 0.18, 0.12);
    pen.dot(0.5, y - 0.01, colour('#2f7fd0'), 0.09, 0.12);
    pen.dot(0.51, y - 0.01, ink, 0.05, 0.07);
    return;
  }
  for (const x of [0.37, 0.63]) {
    if (eyes === 'sleepy') {
      pen.dot(x, y, ink, 0.11, 0.03);
      pen.dot(x, y + 0.02, ink, 0.06, 0.02);
    } else if (eyes === 'big') {
      pen.dot(x, y - 0.01, ink, 0.11, 0.16);
      pen.dot(x - 0.02, y - 0.05, white, 0.05, 0.05);
      pen.dot(x + 0.025, y + 0.04, colour('#8fb8ff'), 0.03, 0.03);
    } else {
      pen.dot(x, y, ink, 0.075, 0.11);
      pen.dot(x - 0.015, y - 0.03, white, 0.03, 0.03);
    }
  }
}

function drawMouth(pen: Pen, { mouth, shape }: Traits, y: number) {
  if (shape === 'robot') {
    for (let x = 0.42; x <= 0.58; x += 0.08) pen.dot(x, y + 0.02, ink, 0.03, 0.04);
    return;
  }
  switch (mouth) {
    case 'smile':
      pen.dot(0.5, y + 0.035, ink, 0.12, 0.025);
      for (const x of [0.42, 0.58]) pen.dot(x, y + 0.01, ink, 0.025);
      pen.dot(0.5, y + 0.012, colour('#e0708a'), 0.12, 0.025);
      return;
    case 'fang':
      pen.dot(0.5, y, ink, 0.18, 0.025);
      for (const x of [0.44, 0.56]) pen.dot(x, y + 0.03, white, 0.03, 0.04);
      return;
    case 'beak':
      pen.dot(0.5, y - 0.02, colour('#f5a742'), 0.14, 0.05);
      pen.dot(0.5, y + 0.02, colour('#d9822b'), 0.08, 0.04);
      return;
    case 'cat':
      pen.dot(0.5, y - 0.03, colour('#e0708a'), 0.06, 0.03);
      pen.dot(0.5, y, ink, 0.025, 0.03);
      for (const x of [0.45, 0.55]) pen.dot(x, y + 0.025, ink, 0.06, 0.025);
      return;
  }
}
