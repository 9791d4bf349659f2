import { backgroundRemover } from './background-remover.ts';
import { blip } from './blip.ts';
import type { ImageModel } from './define-model.ts';
import type {
  CutOutModel,
  DescribeModel,
  EnlargeTool,
  RecolourTool,
  SnapTool,
  UpscaleModel,
} from './define-picture-tool.ts';
import { enlarge } from './enlarge.ts';
import { flux2Pro } from './flux-2-pro.ts';
import { fluxKontextPro } from './flux-kontext-pro.ts';
import { fluxSchnell } from './flux-schnell.ts';
import { nanoBanana } from './nano-banana.ts';
import { rdAnimation } from './rd-animation.ts';
import { rdTile } from './rd-tile.ts';
import { realEsrgan } from './real-esrgan.ts';
import { recolour } from './recolour.ts';
import { rdFast, rdPlus } from './retro-diffusion.ts';
import { snap } from './snap.ts';
import { stableDiffusion } from './stable-diffusion.ts';

/** What the provider runs, by what it makes of what. */
export type ProviderModel = ImageModel | UpscaleModel | CutOutModel | DescribeModel;
/** Everything that makes pictures, or words of one. */
export type ModelEntry = ProviderModel | EnlargeTool | SnapTool | RecolourTool;

/** Every model people can ask for, in the order of the menu; the first is the default. Adding a model is adding a line. */
export const models: readonly [ImageModel, ...ImageModel[]] = [
  fluxSchnell,
  rdFast,
  rdPlus,
  rdAnimation,
  rdTile,
  flux2Pro,
  nanoBanana,
  fluxKontextPro,
  stableDiffusion,
];

/** Those that change a picture by words; the first is the usual one. */
export const editors: readonly [ImageModel, ...ImageModel[]] = [nanoBanana, fluxKontextPro];

export const defaultModel = models[0];

/** Everything that the provider runs: also what stands behind a picture's buttons, on no menu. */
export const providerModels: readonly ProviderModel[] = [...models, realEsrgan, backgroundRemover, blip];

const entries: readonly ModelEntry[] = [...providerModels, enlarge, snap, recolour];

const named = <Entry extends ModelEntry>(list: readonly Entry[], nameOrId: string): Entry | undefined => {
  const wanted = nameOrId.trim().toLowerCase();
  return list.find((model) => model.name === wanted || model.id === wanted);
};

/** What people can ask for, by the name typed in chat or by the provider's id, ignoring case. */
export const findImageModel = (nameOrId: string): ImageModel | undefined => named(models, nameOrId);

/** Whether we make it ourselves, and ask no provider. Takes the id stored in a generation; a model that is gone was none of ours. */
export const isOurs = (modelId: string): boolean => {
  const found = findModel(modelId);
  return found !== undefined && !providerModels.some((model) => model === found);
};

/** Whatever served a request, as the request says. */
export const findModel = (nameOrId: string): ModelEntry | undefined => named(entries, nameOrId);
