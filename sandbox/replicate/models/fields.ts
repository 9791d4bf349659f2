/** One input of a model, in terms of its OpenAPI schema. */
export interface Field {
  type: 'string' | 'integer' | 'number' | 'boolean' | 'array';
  description: string;
  required?: true;
  default?: string | number | boolean;
  minimum?: number;
  maximum?: number;
  choices?: readonly string[];
  format?: 'uri';
  items?: { type: 'string'; format: 'uri' };
  maxItems?: number;
}

interface Range {
  default?: number;
  minimum?: number;
  maximum?: number;
}

export const requiredText = (description: string): Field => ({ type: 'string', description, required: true });
export const text = (description: string, value?: string): Field => ({
  type: 'string',
  description,
  ...(value === undefined ? {} : { default: value }),
});
export const integer = (description: string, range: Range = {}): Field => ({ type: 'integer', description, ...range });
export const number = (description: string, range: Range = {}): Field => ({ type: 'number', description, ...range });
export const flag = (description: string, value: boolean): Field => ({ type: 'boolean', description, default: value });
export const choice = (description: string, choices: readonly [string, ...string[]], value?: string): Field => ({
  type: 'string',
  description,
  choices,
  ...(value === undefined ? {} : { default: value }),
});
export const image = (description: string): Field => ({ type: 'string', format: 'uri', description });
export const requiredImage = (description: string): Field => ({ ...image(description), required: true });
export const images = (description: string, maxItems?: number): Field => ({
  type: 'array',
  items: { type: 'string', format: 'uri' },
  description,
  ...(maxItems === undefined ? {} : { maxItems }),
});
