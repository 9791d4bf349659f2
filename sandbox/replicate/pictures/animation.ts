import { type Canvas, type Colour, colour, createCanvas, mix, paint, paintEllipse } from './canvas.ts';
import { createRandom, type Random } from './random.ts';
import { chooseTraits } from './traits.ts';
import { drawWalker, type Figure, facings, grown, moved, poses } from './walker.ts';

export type AnimationKind = 'four_angle_walking' | 'walking_and_idle' | 'small_sprites' | 'vfx';
/** How its frames go wrong, for a test; each in the third frame, or in the last two of an effect. */
export type FrameFault = 'walk-hops' | 'walk-grows' | 'walk-flickers' | 'walk-sticks' | 'walk-cropped';

export interface AnimationOrder {
  prompt: string;
  seed: number;
  kind: AnimationKind;
  /** Of a frame. */
  sidePx: number;
  /** The colour of what it is given to go by. */
  coat?: Colour | undefined;
  fault?: FrameFault | undefined;
}

const effectFrames = 8;

/** How many frames are in a row of its sheet. */
export const columnsOf: Readonly<Record<AnimationKind, number>> = {
  four_angle_walking: 4,
  walking_and_idle: 4,
  small_sprites: 5,
  vfx: effectFrames,
};

/** The frames of an animation in the order of its sheet, clear where nothing is drawn. The same words and seed make the same ones. */
export function drawFrames({ prompt, seed, kind, sidePx, coat, fault }: AnimationOrder): Canvas[] {
  const random = createRandom(`${seed} ${prompt}`);
  const traits = chooseTraits(prompt, random);
  if (kind === 'vfx') return effect(sidePx, random, coat ?? traits.coat);
  const figure: Figure = {
    coat: coat ?? traits.coat,
    skin: random.pick([colour('#f0c8a0'), colour('#c88a5a'), colour('#8a5a3c')]),
    hair: random.pick([colour('#5a3424'), colour('#e0b050'), colour('#2c2430'), colour('#b04a3a')]),
  };
  const frames = facings.flatMap((facing) =>
    Array.from({ length: columnsOf[kind] }, (_, column) => {
      if (kind === 'small_sprites')
        return drawWalker(sidePx, { facing, step: column === 0 ? 1 : 0, pose: poses[column] ?? 'stand', figure });
      // The last one stands: both feet are on the ground.
      const step = kind === 'walking_and_idle' ? ([1, 2, 3, 0][column] ?? 0) : column;
      return drawWalker(sidePx, { facing, step, figure });
    }),
  );
  return fault ? spoilt(frames, fault, figure) : frames;
}

const third = 2;

const spoilt = (frames: readonly Canvas[], fault: FrameFault, { coat }: Figure): Canvas[] =>
  frames.map((frame, at) =>
    at === third ? spoiltFrame(frame, fault, { coat, before: frames[at - 1] ?? frame }) : frame,
  );

function spoiltFrame(frame: Canvas, fault: FrameFault, { coat, before }: { coat: Colour; before: Canvas }): Canvas {
  const { width } = frame;
  switch (fault) {
    case 'walk-hops':
      return moved(frame, 0, -Math.round(width / 12));
    case 'walk-grows':
      return grown(frame, 0.8);
    case 'walk-flickers':
      // Far enough to be seen, and near enough to be taken for the same part.
      return repainted(frame, coat, mix(coat, colour('#241c2e'), 0.2));
    case 'walk-sticks':
      return before;
    case 'walk-cropped':
      return moved(frame, Math.round(width / 3), 0);
  }
}

function repainted(frame: Canvas, from: Colour, to: Colour): Canvas {
  const data = frame.data.slice();
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3] === 255 && from.every((value, channel) => data[at + channel] === value)) data.set(to, at);
  return { ...frame, data };
}

/** A blast: it grows, breaks into a ring, and fades. */
function effect(sidePx: number, random: Random, [red, green, blue]: Colour): Canvas[] {
  const middle = sidePx / 2;
  const sparks = Array.from({ length: 10 }, () => ({
    angle: random.between(0, 2 * Math.PI),
    far: random.between(0.5, 1),
  }));
  return Array.from({ length: effectFrames }, (_, at) => {
    const canvas = createCanvas(sidePx, sidePx);
    const radius = (sidePx / 2 - 3) * Math.min(1, (at + 2) / 6);
    paintEllipse(canvas, middle, middle, radius, radius, [red, green, blue]);
    paintEllipse(canvas, middle, middle, radius * 0.7, radius * 0.7, colour('#f0c04a'));
    if (at < 4) paintEllipse(canvas, middle, middle, radius * 0.4, radius * 0.4, colour('#fff6d8'));
    else hollow(canvas, middle, radius * (at - 2) * 0.17);
    for (const { angle, far } of sparks)
      paint(
        canvas,
        middle + Math.cos(angle) * radius * far,
        middle + Math.sin(angle) * radius * far,
        colour('#241c2e'),
      );
    return canvas;
  });
}

function hollow({ data, width, height }: Canvas, middle: number, radius: number) {
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if ((x + 0.5 - middle) ** 2 + (y + 0.5 - middle) ** 2 <= radius ** 2) data.set([0, 0, 0, 0], (y * width + x) * 4);
}
