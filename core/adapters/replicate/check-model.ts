import { z } from 'zod';
import type { ProviderModel } from '#core/models/catalogue.ts';
import { formatNames, type ImageModel, type RunSize, sameSize, sizeNames } from '#core/models/define-model.ts';
import { exactSize, nearestDrawn, type Sides } from '#core/models/exact-size.ts';
import type { PixelInputs } from '#core/models/pixel-inputs.ts';

const property = z.object({
  enum: z.array(z.unknown()).optional(),
  allOf: z.array(z.object({ $ref: z.string().optional() })).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

/** Where cog puts a model's inputs in the OpenAPI document of a version. */
const openApi = z.object({
  components: z.object({
    schemas: z.looseObject({
      Input: z.object({ properties: z.record(z.string(), property), required: z.array(z.string()).optional() }),
    }),
  }),
});

/** One sentence for each input we send that the model no longer accepts. */
export const driftOf = (model: ProviderModel, openApiSchema: unknown): string[] =>
  driftOfInputs(model.id, samples(model), openApiSchema);

/** The same for a model that people do not ask for by name. @param inputs everything we may send */
export function driftOfInputs(
  id: string,
  inputs: ReadonlyArray<Record<string, unknown>>,
  openApiSchema: unknown,
): string[] {
  const parsed = openApi.safeParse(openApiSchema);
  if (!parsed.success) return [`${id} does not publish its inputs.`];
  const { schemas } = parsed.data.components;
  const { properties, required = [] } = schemas.Input;
  const sentences = new Set<string>();
  for (const input of inputs) {
    for (const [name, value] of Object.entries(input)) {
      const known = properties[name];
      if (!known) sentences.add(`${id} no longer takes ${name}.`);
      else if (!accepts(known, schemas, value)) sentences.add(`${id} no longer takes ${name} = ${value}.`);
    }
    for (const name of required) if (!(name in input)) sentences.add(`${id} now requires ${name}.`);
  }
  return [...sentences];
}

const imageUrl = 'https://example.com/fox.png';

/** Everything we may send. */
function samples(model: ProviderModel): Record<string, unknown>[] {
  switch (model.kind) {
    case 'image':
      return drawn(model);
    case 'upscale':
    case 'cut-out':
    case 'describe':
      return [model.buildInput({ imageUrl })];
  }
}

/** Each size and format at the largest count, with all optional inputs; and each style of a model that has some. */
function drawn(model: ImageModel): Record<string, unknown>[] {
  const sizes: RunSize[] = [...sizeNames, ...(model.keepsShape ? [sameSize] : []), ...extremesOf(model.exact)];
  const { pixel } = model;
  const all: PixelInputs | undefined = pixel && {
    ...(pixel.palette ? { paletteUrl: imageUrl } : {}),
    ...(pixel.background ? { isClear: true } : {}),
    ...(pixel.seamless ? { seamless: 'both' as const } : {}),
    ...(pixel.literal ? { isLiteral: true } : {}),
  };
  const styled = (pixel?.presets ?? []).flatMap((preset) =>
    (['square', ...extremesOf(pixel?.of?.[preset]?.sides)] as const).map((size) =>
      model.buildInput({ prompt: 'a fox', size, count: 1, pixel: { preset } }),
    ),
  );
  const sized = sizes.flatMap((size) =>
    formatNames.map((format) =>
      model.buildInput({
        prompt: 'a fox',
        size,
        format,
        count: model.maxImagesPerPrediction,
        ...(model.hasSeed ? { seed: 1 } : {}),
        ...(model.acceptsImage ? { imageUrl } : {}),
        ...(model.acceptsStrength ? { strength: 0 } : {}),
        ...(model.acceptsNegativePrompt ? { negativePrompt: 'blurry' } : {}),
        ...(all ? { pixel: all } : {}),
      }),
    ),
  );
  return [...sized, ...styled];
}

/** The smallest and the largest pixels that it is asked for. */
function extremesOf(sides: Sides | undefined): RunSize[] {
  if (!sides) return [];
  const { min, max, isSquare } = sides;
  const [one, other] = isSquare
    ? [square(min), square(max)]
    : [
        { width: min, height: max },
        { width: max, height: min },
      ];
  return [one, other].map((pixels) => exactSize(nearestDrawn(sides, pixels)));
}

const square = (side: number) => ({ width: side, height: side });

function accepts(known: z.infer<typeof property>, schemas: Record<string, unknown>, value: unknown): boolean {
  const allowed = known.enum ?? referencedEnum(known, schemas);
  if (allowed && !allowed.includes(value)) return false;
  if (typeof value !== 'number') return true;
  return value >= (known.minimum ?? value) && value <= (known.maximum ?? value);
}

/** cog writes an enumeration as `allOf: [{ $ref: '#/components/schemas/aspect_ratio' }]`. */
function referencedEnum({ allOf }: z.infer<typeof property>, schemas: Record<string, unknown>): unknown[] | undefined {
  const name = allOf?.[0]?.$ref?.split('/').at(-1);
  if (name === undefined) return undefined;
  return z.object({ enum: z.array(z.unknown()) }).safeParse(schemas[name]).data?.enum;
}
