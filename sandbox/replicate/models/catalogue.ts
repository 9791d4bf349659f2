import { flux2Pro, fluxKontextPro, fluxSchnell } from './black-forest-labs.ts';
import { nanoBanana } from './google.ts';
import { backgroundRemover, blip, nsfwImageDetection, realEsrgan } from './image-tools.ts';
import type { Model } from './model.ts';
import { rdAnimation } from './rd-animation.ts';
import { rdFast, rdPlus } from './retro-diffusion.ts';
import { rdTile } from './retro-diffusion-tile.ts';
import { stableDiffusion } from './stability-ai.ts';

/** Every model that the stand-in runs. To add one, describe it in this folder and list it here. */
export const catalogue: readonly Model[] = [
  fluxSchnell,
  flux2Pro,
  nanoBanana,
  fluxKontextPro,
  rdFast,
  rdPlus,
  rdTile,
  rdAnimation,
  stableDiffusion,
  realEsrgan,
  backgroundRemover,
  blip,
  nsfwImageDetection,
];
