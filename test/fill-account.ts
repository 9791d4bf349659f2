import type { Deps } from '#core/deps.ts';
import { drawPicture } from '#sandbox/replicate/pictures/draw-picture.ts';
import { buildGeneration } from './builders/generation.ts';
import { processImage } from './process-image.ts';

interface Made {
  prompt: string;
  model: string;
  size: string;
  px: readonly [width: number, height: number];
  images: number;
  /** Whether it goes into the project, if there is one. */
  inProject?: boolean;
  platform?: 'discord' | 'slack';
}

const flux = 'black-forest-labs/flux-schnell';
const retro = 'retro-diffusion/rd-fast';

/** Typical requests: every shape, on a grid and not, from one word to a paragraph. */
const usual: readonly Made[] = [
  { prompt: 'a fox knight', model: retro, size: 'square', px: [256, 256], images: 4, inProject: true },
  {
    prompt: 'a lighthouse on a cliff at dusk',
    model: flux,
    size: 'wide',
    px: [1344, 768],
    images: 2,
    platform: 'slack',
  },
  { prompt: 'portrait of an old wizard', model: flux, size: 'portrait', px: [896, 1152], images: 3 },
  { prompt: 'potion bottle, game icon', model: retro, size: 'square', px: [64, 64], images: 4, inProject: true },
  {
    prompt:
      'a sprawling market street in a floating city above the clouds, paper lanterns, copper airships moored to the towers, ' +
      'a child with a kite in front, late afternoon light, muted colours, thick outlines, the mood of an old adventure game, ' +
      'with Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen written over the gate',
    model: flux,
    size: 'landscape',
    px: [1152, 896],
    images: 1,
    platform: 'slack',
  },
  { prompt: 'a very tall tower', model: retro, size: 'tall', px: [144, 256], images: 2, inProject: true },
  { prompt: 'a dragon asleep on a heap of coins', model: flux, size: 'square', px: [1024, 1024], images: 2 },
  { prompt: 'a side scrolling forest', model: retro, size: 'wide', px: [256, 144], images: 2 },
];

const betweenMs = 7 * 3_600_000;

/** Fills an account with pictures like those our models make, going back in time from now; the stand-in paints them. */
export async function fillAccount(
  deps: Pick<Deps, 'db' | 'storage' | 'keys'>,
  email: string,
  { times = 1, projectId = null }: { times?: number; projectId?: string | null } = {},
): Promise<void> {
  const owner = await deps.db.user.findUniqueOrThrow({ where: { email }, include: { identities: true } });
  const [identity] = owner.identities;
  if (!identity) throw new Error('The account needs an identity that asked');
  const user = { userId: owner.id, walletId: owner.walletId, identityId: identity.id };
  const all = Array.from({ length: times }, () => usual).flat();
  for (const [index, made] of all.entries()) {
    const pictures = await Promise.all(Array.from({ length: made.images }, (_, n) => paint(made, index * 10 + n)));
    await buildGeneration(
      deps,
      user,
      {
        ...made,
        projectId: made.inProject ? projectId : null,
        createdAt: new Date(Date.now() - (index + 1) * betweenMs),
      },
      (position) => pictures[position] ?? Buffer.alloc(0),
    );
  }
}

async function paint({ prompt, model, px: [width, height] }: Made, seed: number) {
  const order = { prompt, seed, width, height, format: 'png', quality: 100, ground: 'scene' } as const;
  return processImage(await drawPicture(order), { model });
}
