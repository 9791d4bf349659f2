import type { Answer, Routes } from '#sandbox/kit/serve.ts';
import type { Examples } from './examples.ts';
import type { Model } from './models/model.ts';
import { openapiSchema } from './models/openapi-schema.ts';
import { notFound } from './problems.ts';

const releasedAt = '2026-01-15T12:00:00.000000Z';

export function modelRoutes(models: readonly Model[], examples: Pick<Examples, 'view'>): Routes {
  const find = ({ owner, name }: Record<string, string>) => models.find((model) => model.name === `${owner}/${name}`);
  const withModel = (params: Record<string, string>, then: (model: Model) => Answer): Answer => {
    const model = find(params);
    return model ? then(model) : notFound();
  };
  return {
    'GET /v1/models/:owner/:name': ({ params }) =>
      withModel(params, (model) => ({ body: { ...viewModel(model), ...examples.view(model) } })),
    'GET /v1/models/:owner/:name/versions': ({ params }) =>
      withModel(params, (model) => ({ body: { next: null, previous: null, results: [viewVersion(model)] } })),
    'GET /v1/models/:owner/:name/versions/:id': ({ params }) =>
      withModel(params, (model) => (model.version === params.id ? { body: viewVersion(model) } : notFound())),
  };
}

/** "owner/name", "owner/name:version" or the version alone, as in POST /v1/predictions. */
export function findByVersion(models: readonly Model[], version: unknown): Model | undefined {
  return models.find(
    (model) =>
      version === model.version ||
      version === `${model.name}:${model.version}` ||
      (model.isOfficial && version === model.name),
  );
}

function viewModel(model: Model) {
  const [owner, name] = model.name.split('/');
  return {
    url: `https://replicate.com/${model.name}`,
    owner,
    name,
    description: model.description,
    visibility: 'public',
    is_official: model.isOfficial,
    github_url: null,
    paper_url: null,
    license_url: null,
    run_count: 1,
    latest_version: viewVersion(model),
  };
}

function viewVersion(model: Model) {
  return { id: model.version, created_at: releasedAt, cog_version: '0.16.9', openapi_schema: openapiSchema(model) };
}
