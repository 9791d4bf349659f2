import { expect, it } from 'vitest';
import { fluxSchnell } from '#core/models/flux-schnell.ts';
import { driftOf } from './check-model.ts';

/** Inputs in the form in which cog publishes them: enumerations by reference, limits in place. */
function published({ Input = {}, ...schemas }: Record<string, object> = {}) {
  return {
    components: {
      schemas: {
        aspect_ratio: { enum: ['1:1', '16:9', '4:3', '3:4', '9:16'], type: 'string' },
        output_format: { enum: ['webp', 'jpg', 'png'], type: 'string' },
        ...schemas,
        Input: {
          required: ['prompt'],
          properties: {
            prompt: { type: 'string' },
            seed: { type: 'integer' },
            num_outputs: { type: 'integer', minimum: 1, maximum: 4 },
            aspect_ratio: { allOf: [{ $ref: '#/components/schemas/aspect_ratio' }], default: '1:1' },
            output_format: { allOf: [{ $ref: '#/components/schemas/output_format' }], default: 'webp' },
            output_quality: { type: 'integer', minimum: 0, maximum: 100 },
          },
          ...Input,
        },
      },
    },
  };
}

it('is content with a model that takes all we send', () => {
  expect(driftOf(fluxSchnell, published())).toEqual([]);
});

it.each([
  [published({ Input: { properties: { prompt: {} } } }), 'no longer takes aspect_ratio.'],
  [published({ aspect_ratio: { enum: ['1:1', '16:9', '4:3', '3:4'] } }), 'no longer takes aspect_ratio = 9:16.'],
  [published({ output_format: { enum: ['webp'] } }), 'no longer takes output_format = png.'],
  [published({ output_format: { enum: ['webp', 'png'] } }), 'no longer takes output_format = jpg.'],
  [published({ Input: { required: ['prompt', 'style'] } }), 'now requires style.'],
  [undefined, 'does not publish its inputs.'],
])('says what no longer fits', (schema, sentence) => {
  expect(driftOf(fluxSchnell, schema)).toContain(`black-forest-labs/flux-schnell ${sentence}`);
});

it('sees a limit that was lowered', () => {
  const schema = published();
  schema.components.schemas.Input.properties.num_outputs.maximum = 1;
  expect(driftOf(fluxSchnell, schema)).toEqual(['black-forest-labs/flux-schnell no longer takes num_outputs = 4.']);
});
