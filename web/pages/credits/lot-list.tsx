import type { Lot } from '#core/contract/pages/shapes.ts';
import { Credits } from '../../shell/credits.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import classes from './lot-list.module.css';

/** Where credits come from, and when they expire. */
export function LotList({ lots }: { lots: Lot[] }) {
  if (lots.length === 0) return null;
  return (
    <ul className={classes.lots}>
      {lots.map((lot) => (
        <li key={lot.id}>
          <Credits amount={lot.balance} />
          <span>{lot.label}</span>
          <span className={text.soft}>
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
