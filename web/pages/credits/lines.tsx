import type { LedgerLine } from '#core/contract/shapes.ts';
import { Credits } from '../../shell/credits.tsx';
import { Time } from '../../shell/time.tsx';

export function Lines({ lines }: { lines: LedgerLine[] }) {
  return (
    <table className="ledger">
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
            <td className="ledger-when soft">
              <Time at={line.createdAt} />
            </td>
            <td className="ledger-what unbroken">{line.words}</td>
            <td className="ledger-from soft">{line.lot.label}</td>
            <td className="ledger-change ledger-number">
              <Credits amount={line.amount} isChange />
            </td>
            <td className="ledger-balance ledger-number soft">
              <Credits amount={line.balanceAfter} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
