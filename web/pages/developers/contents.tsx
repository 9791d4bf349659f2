import { v1Tags } from '#core/contract/v1/contract.ts';
import classes from './contents.module.css';
import { inCode } from './in-code.tsx';
import { idOf, inTag, type OperationAt } from './operations.ts';

/** What is on the page: beside it where there is room, with every address; above it on a phone, without them. */
export const Contents = ({ operations }: { operations: readonly OperationAt[] }) => (
  <nav aria-label="On this page" className={classes.contents}>
    <a href="#first-call">First call</a>
    <a href="#rules">Keys and limits</a>
    <a href="#being-told">Being told</a>
    <a href="#errors">Errors</a>
    {v1Tags.map((tag) => (
      <div key={tag}>
        <a href={`#${idOf(tag)}`}>{tag}</a>
        <ul>
          {inTag(operations, tag).map(({ path, method, operation: { operationId, summary } }) => (
            <li key={operationId}>
              <a href={`#${operationId}`} title={`${method.toUpperCase()} ${path}`}>
                {inCode(summary)}
              </a>
            </li>
          ))}
        </ul>
      </div>
    ))}
    <a href="#shapes">Shapes</a>
  </nav>
);
