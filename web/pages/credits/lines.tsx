import type { LedgerLine } from '#core/contract/pages/ledger-shapes.ts';
import { Credits } from '../../shell/credits.tsx';
import { cx } from '../../shell/cx.ts';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import classes from './lines.module.css';

/** The lines of a ledger, newest first. */
export function Lines({ lines }: { lines: LedgerLine[] }) {
  return (
    <table className={classes.ledger}>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">From</th>
          <th scope="col">Change</th>
          <th scope="col">Balance</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td className={cx(classes.when, text.soft)}>
              <Time at={line.createdAt} />
            </td>
            <td className={cx(classes.what, text.unbroken)}>{line.words}</td>
            <td className={cx(classes.from, text.soft)}>{line.lot.label}</td>
            <td className={cx(classes.change, classes.number)}>
              <Credits amount={line.amount} isChange />
            </td>
            <td className={cx(classes.balance, classes.number, text.soft)}>
              <Credits amount={line.balanceAfter} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
