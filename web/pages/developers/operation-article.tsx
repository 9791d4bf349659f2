import type { OpenApiDocument } from '#core/contract/describe/open-api.ts';
import { CodeBlock } from './code-block.tsx';
import { FieldTable, parameterRow, SchemaFields } from './field-table.tsx';
import { inCode } from './in-code.tsx';
import classes from './operation-article.module.css';
import { isShared, jsonIn, type OperationAt } from './operations.ts';

/** One address: what it takes, what it answers, and an example of both. */
export function OperationArticle({ document, path, method, operation }: OperationAt & { document: OpenApiDocument }) {
  const { operationId, summary, description = '', parameters, requestBody, responses } = operation;
  const body = jsonIn(document, requestBody?.content);
  const [status = '', response] = Object.entries(responses)[0] ?? [];
  const content = response && 'content' in response ? response.content : undefined;
  const answer = jsonIn(document, content);
  return (
    <article id={operationId} className={classes.operation} aria-labelledby={`${operationId}-name`}>
      <h3 id={`${operationId}-name`}>
        <span className={classes.method}>{method.toUpperCase()}</span> <code>{path}</code>
      </h3>
      <p>
        <strong>{inCode(summary)}.</strong> {inCode(description)}
      </p>
      {parameters.length > 0 && <FieldTable caption="Parameters" rows={parameters.map(parameterRow)} />}
      {body && <SchemaFields caption="Body" schema={body.schema} isSent />}
      {requestBody && !body && <p>Body: a file, {Object.keys(requestBody.content).join(', ')}.</p>}
      {answer && isShared(answer.name) && (
        <p>
          Answers {status}: <a href={`#${answer.name}`}>{answer.name}</a>
        </p>
      )}
      {answer && !isShared(answer.name) && <SchemaFields caption={`Answer (${status})`} schema={answer.schema} />}
      {!answer && (
        <p>
          Answers {status}: {content ? 'the file, with its own Content-Type' : 'nothing'}.
        </p>
      )}
      {(body?.example !== undefined || answer?.example !== undefined) && (
        <details className={classes.example}>
          <summary>Example</summary>
          {body?.example !== undefined && <CodeBlock label="Sent" text={JSON.stringify(body.example, null, 2)} />}
          {answer?.example !== undefined && (
            <CodeBlock label="Answered" text={JSON.stringify(answer.example, null, 2)} />
          )}
        </details>
      )}
    </article>
  );
}
