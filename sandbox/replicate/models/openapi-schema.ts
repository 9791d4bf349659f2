import type { Field } from './fields.ts';
import type { Model } from './model.ts';

const outputs: Record<Model['output'], object> = {
  uri: { type: 'string', title: 'Output', format: 'uri' },
  uris: { type: 'array', title: 'Output', items: { type: 'string', format: 'uri' } },
  text: { type: 'string', title: 'Output' },
};

/** The `openapi_schema` of a model version, in Cog's format: choices are separate components. */
export function openapiSchema(model: Model): object {
  const fields = Object.entries(model.inputs);
  const choices = fields.filter(([, { choices }]) => choices);
  return {
    openapi: '3.0.2',
    info: { title: 'Cog', version: '0.1.0' },
    paths: {
      '/predictions': {
        post: { operationId: 'predict_predictions_post', responses: { 200: { description: 'Successful Response' } } },
      },
    },
    components: {
      schemas: {
        Input: {
          type: 'object',
          title: 'Input',
          required: fields.filter(([, { required }]) => required).map(([name]) => name),
          properties: Object.fromEntries(fields.map(([name, field], order) => [name, property(name, field, order)])),
        },
        Output: outputs[model.output],
        ...Object.fromEntries(
          choices.map(([name, field]) => [
            name,
            { type: field.type, title: name, description: 'An enumeration.', enum: field.choices },
          ]),
        ),
        Status: {
          type: 'string',
          title: 'Status',
          enum: ['starting', 'processing', 'succeeded', 'canceled', 'failed'],
        },
        WebhookEvent: { type: 'string', title: 'WebhookEvent', enum: ['start', 'output', 'logs', 'completed'] },
      },
    },
  };
}

function property(name: string, field: Field, order: number): object {
  const { type, description, required: _, choices, ...limits } = field;
  const about = { description, 'x-order': order, ...limits };
  if (choices) return { allOf: [{ $ref: `#/components/schemas/${name}` }], ...about };
  const title = name.replace(
    /(^|_)(\w)/g,
    (_match, gap: string, letter: string) => (gap ? ' ' : '') + letter.toUpperCase(),
  );
  return { type, title, ...about };
}
