import type { Deps } from '#core/deps.ts';
import { webhookAddress } from '#core/generations/webhook-address.ts';
import type { ProviderModel } from '#core/models/catalogue.ts';
import type { FormatName, RunSize } from '#core/models/define-model.ts';
import type { PixelWish } from '#core/models/pixel-wish.ts';
import { pixelInputsOf } from '#core/models/run-pixels.ts';
import type { CreateRequest } from '#core/ports/image-provider.ts';

interface RunFacts {
  slot: number;
  images: number;
  seed: number;
  prompt: string;
  /** Empty if there is none. */
  negativePrompt: string;
  size: string;
  format: FormatName;
  /** Null where the model decides. */
  strength: number | null;
  pixel?: PixelWish | null | undefined;
}

/** Where the provider fetches what the run begins with. */
interface Images {
  imageUrl: string | undefined;
  furtherImageUrls: readonly string[];
}

/** The request sent to the provider for one run: always the same, so that it can be found in the provider's list. */
export function requestOfRun(
  deps: Pick<Deps, 'config'>,
  { generationId, run, model, ...images }: { generationId: string; run: RunFacts; model: ProviderModel } & Images,
): CreateRequest {
  return {
    model: model.id,
    version: model.version,
    input: inputOf(model, run, images),
    webhookUrl: webhookAddress(deps.config, { generationId, slot: run.slot }),
    deadlineMs: model.deadlineMs,
  };
}

function inputOf(model: ProviderModel, run: RunFacts, { imageUrl, furtherImageUrls }: Images): Record<string, unknown> {
  switch (model.kind) {
    case 'image':
      return model.buildInput({
        prompt: run.prompt,
        size: run.size as RunSize,
        format: run.format,
        count: run.images,
        ...(model.hasSeed ? { seed: run.seed } : {}),
        ...(imageUrl === undefined ? {} : { imageUrl, furtherImageUrls }),
        ...(run.negativePrompt === '' ? {} : { negativePrompt: run.negativePrompt }),
        ...(run.strength === null ? {} : { strength: run.strength }),
        ...(run.pixel ? { pixel: pixelInputsOf(run.pixel) } : {}),
      });
    case 'upscale':
    case 'cut-out':
    case 'describe':
      if (imageUrl === undefined) throw new Error(`${model.name} was given no picture`);
      return model.buildInput({ imageUrl });
  }
}
