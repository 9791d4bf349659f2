import './credits.css';
import type { Lot } from '#core/contract/shapes.ts';
import { Credits } from '../../shell/credits.tsx';
import { Time } from '../../shell/time.tsx';

/** Where credits come from, and until when they are good. */
export function LotList({ lots }: { lots: Lot[] }) {
  if (lots.length === 0) return null;
  return (
    <ul className="lots">
      {lots.map((lot) => (
        <li key={lot.id}>
          <Credits amount={lot.balance} />
          <span>{lot.label}</span>
          <span className="soft">
            {lot.expiresAt ? (
              <>
                until <Time at={lot.expiresAt} as="date" />
              </>
            ) : (
              'for ever'
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
