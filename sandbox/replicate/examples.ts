import { createHash } from 'node:crypto';
import type { Answer } from '#sandbox/kit/serve.ts';
import type { Model } from './models/model.ts';
import { notFound } from './problems.ts';
import type { Outcome } from './run-model.ts';
import { withDefaults } from './validate-input.ts';

/** The default example of each model that has one: "a prediction created with this model" (https://replicate.com/docs/reference/http#models.get). */
export interface Examples {
  /** `cover_image_url`, which is the example's output where the author has set no cover, and `default_example`. */
  view(model: Model): { cover_image_url: string | null; default_example: Record<string, unknown> | null };
  /** The file that it made. It is drawn when it is first fetched, and does not expire. */
  file(params: Record<string, string>): Promise<Answer>;
}

const madeAt = '2026-01-15T12:00:00.000000Z';
const seed = 7;

/** @param run as a prediction runs */
export function createExamples({
  models,
  url,
  run,
}: {
  models: readonly Model[];
  url: () => string;
  run: (example: { model: Model; input: Readonly<Record<string, unknown>>; seed: number }) => Promise<Outcome>;
}): Examples {
  const drawn = new Map<Model, Promise<Outcome>>();
  return {
    view(model) {
      const name = fileName(model);
      if (name === undefined) return { cover_image_url: null, default_example: null };
      const output = `${url()}/delivery/examples/${model.name}/${name}`;
      return { cover_image_url: output, default_example: prediction(model, output) };
    },
    async file({ owner, name, file }) {
      const model = models.find((each) => each.name === `${owner}/${name}`);
      if (!model?.example || file !== fileName(model)) return notFound();
      const outcome = drawn.get(model) ?? run({ model, input: model.example, seed });
      drawn.set(model, outcome);
      const made = await outcome;
      const [picture] = made.type === 'files' ? made.files : [];
      return picture ? { headers: { 'content-type': picture.contentType }, body: picture.bytes } : notFound();
    },
  };
}

/** Undefined if it has no example. */
function fileName(model: Model): string | undefined {
  if (!model.example || model.work.type !== 'draw') return undefined;
  const { format } = model.work.plan(withDefaults(model, model.example), undefined);
  return `${model.output === 'uris' ? 'out-0' : 'output'}.${format}`;
}

function prediction(model: Model, output: string): Record<string, unknown> {
  const id = createHash('sha256').update(`example of ${model.name}`).digest('hex').slice(0, 26);
  return {
    id,
    model: model.name,
    version: model.version,
    input: model.example,
    logs: '',
    output: model.output === 'uris' ? [output] : output,
    data_removed: false,
    error: null,
    source: 'web',
    status: 'succeeded',
    created_at: madeAt,
    started_at: madeAt,
    completed_at: madeAt,
    metrics: { predict_time: model.typicalMs / 1000 },
    urls: { web: `https://replicate.com/p/${id}` },
  };
}
