import { exportedColumns } from './columns.ts';

export const format = 'upixel-export-1';

const text = { type: 'string' };
const list = { type: 'array' };

/** The JSON Schema of data.json: every table and column of the data map, in words. */
export const dataSchema = (parts: ReadonlyArray<{ table: string; role: string; about: string; key: string }>) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Everything that UPixel keeps about one person',
  type: 'object',
  required: ['format', 'madeAt', 'information', 'leftOut', 'tables', 'pictures'],
  additionalProperties: false,
  properties: {
    format: { const: format },
    madeAt: { ...text, format: 'date-time' },
    information: { type: 'object', description: 'What Article 15 of the GDPR asks to be told' },
    leftOut: {
      ...list,
      items: objectOf({ table: text, column: text, what: text, why: text }),
      description: 'What is kept and not in here, and why',
    },
    tables: objectOf(
      Object.fromEntries(
        parts.map(({ key, table, role, about }) => [
          key,
          { ...list, description: `Each is ${about}`, items: objectOf(columnsOf(table, role)) },
        ]),
      ),
    ),
    pictures: { ...list, items: objectOf({ assetId: text, file: text, words: text, isInTrash: { type: 'boolean' } }) },
  },
});

const columnsOf = (table: string, role: string) => ({
  ...Object.fromEntries(exportedColumns(table, role).map(({ name, what }) => [name, { description: what }])),
  ...(table === 'mails' ? { sealed: { description: 'the address and the words' } } : {}),
});

const objectOf = (properties: Record<string, object>) => ({
  type: 'object',
  required: Object.keys(properties),
  additionalProperties: false,
  properties,
});
