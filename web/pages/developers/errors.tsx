import { errorCodes } from '#core/contract/v1/errors.ts';
import { exampleError } from '#core/contract/v1/examples.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { CodeBlock } from './code-block.tsx';
import { inCode, inPieces } from './in-code.tsx';
import classes from './table.module.css';

export function Errors() {
  return (
    <Sheet aria-labelledby="errors">
      <h2 id="errors">Errors</h2>
      <p>
        Whatever does not work is answered in one shape: a stable <code>code</code> for your program, and for people
        what happened, what to do next, and what it cost, which is nothing.
      </p>
      <CodeBlock label="An error" text={JSON.stringify(exampleError, null, 2)} />
      <table className={classes.table}>
        <caption>Codes</caption>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">What it means</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(errorCodes).map(([code, { status, means }]) => (
            <tr key={code}>
              <th scope="row">
                <code>{inPieces(code)}</code>
                <span className={classes.note}>{status}</span>
              </th>
              <td>{inCode(means)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  );
}
