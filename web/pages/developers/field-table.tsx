import type { JsonSchema } from '#core/contract/describe/json-schemas.ts';
import { fieldsWithin, type TypeWord, typeWords } from '#core/contract/describe/type-words.ts';
import { inCode, inPieces } from './in-code.tsx';
import classes from './table.module.css';

export interface FieldRow {
  name: string;
  type: TypeWord[];
  about?: string | undefined;
  note?: string | undefined;
}

/** What each field is, and what it is for. */
export function FieldTable({ caption, rows }: { caption: string; rows: readonly FieldRow[] }) {
  return (
    <table className={classes.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">What it is</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, type, about, note }) => (
          <tr key={name}>
            <th scope="row">
              <code>{inPieces(name)}</code>
              {note !== undefined && <span className={classes.note}>{note}</span>}
            </th>
            <td>
              <span className={classes.type}>
                <TypeWords type={type} />
              </span>
              {about !== undefined && <span>{inCode(about)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The fields of an object; of one that may have several forms, each form's. `isSent`: what must be in it is marked. */
export function SchemaFields({
  caption,
  schema,
  isSent = false,
}: {
  caption: string;
  schema: JsonSchema;
  isSent?: boolean;
}) {
  const forms = Array.isArray(schema.oneOf) ? (schema.oneOf as JsonSchema[]) : [schema];
  return forms.map((form, index) => {
    const rows = fieldsWithin(form).map(({ path, isRequired, type, about }) => ({
      name: path,
      type,
      about,
      note: isSent && isRequired ? 'needed' : undefined,
    }));
    const said = forms.length === 1 ? caption : `${caption}, form ${index + 1}`;
    return <FieldTable key={said} caption={said} rows={rows} />;
  });
}

function TypeWords({ type }: { type: TypeWord[] }) {
  return type.map((word, index) =>
    typeof word === 'string' ? (
      word
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a type's words never change places
      <a key={index} href={`#${word.ref}`}>
        {word.ref}
      </a>
    ),
  );
}

export const parameterRow = ({
  name,
  in: place,
  required,
  description,
  schema,
}: {
  name: string;
  in: string;
  required: boolean;
  description?: string;
  schema: JsonSchema;
}): FieldRow => ({
  name,
  type: typeWords(schema),
  about: description,
  note: place === 'query' ? (required ? 'needed' : undefined) : `in the ${place}`,
});
