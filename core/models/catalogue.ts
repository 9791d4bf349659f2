import type { ModelEntry } from './define-model.ts';
import { flux2Pro } from './flux-2-pro.ts';
import { fluxSchnell } from './flux-schnell.ts';
import { nanoBanana } from './nano-banana.ts';
import { rdFast, rdPlus } from './retro-diffusion.ts';

/** Every model people can ask for, in the order of the menu; the first is the default. Adding a model is adding a line. */
export const models: readonly [ModelEntry, ...ModelEntry[]] = [fluxSchnell, rdFast, rdPlus, flux2Pro, nanoBanana];

export const defaultModel = models[0];

/** By the name typed in chat or by the provider's id, ignoring case. */
export function findModel(nameOrId: string): ModelEntry | undefined {
  const wanted = nameOrId.trim().toLowerCase();
  return models.find((model) => model.name === wanted || model.id === wanted);
}
