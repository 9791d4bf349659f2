import type { OpenApiDocument } from '#core/contract/describe/open-api.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { SchemaFields } from './field-table.tsx';
import classes from './operation-article.module.css';
import { isShared } from './operations.ts';

/** What several addresses take or answer. */
export function Shapes({ document }: { document: OpenApiDocument }) {
  return (
    <Sheet aria-labelledby="shapes">
      <h2 id="shapes">Shapes</h2>
      {Object.entries(document.components.schemas)
        .filter(([name]) => isShared(name))
        .map(([name, schema]) => (
          <article key={name} id={name} className={classes.operation} aria-label={name}>
            <h3>
              <code>{name}</code>
            </h3>
            <SchemaFields caption="Fields" schema={schema} />
          </article>
        ))}
    </Sheet>
  );
}
