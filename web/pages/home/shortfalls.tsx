import { Link } from 'react-router';
import type { Shortfall } from '#core/contract/pages/shapes.ts';
import { creditsText } from '../../shell/credits.tsx';
import { cx } from '../../shell/cx.ts';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import head from './head.module.css';
import requests from './requests.module.css';

/** Requests that brought fewer images than were asked for, and what became of the credits. */
export function Shortfalls({ shortfalls }: { shortfalls: Shortfall[] }) {
  return (
    <Sheet aria-labelledby="shortfalls">
      <div className={head.head}>
        <h2 id="shortfalls">Not everything was made</h2>
        <Link to="/credits">See the credits</Link>
      </div>
      <ul className={requests.requests}>
        {shortfalls.map((shortfall) => (
          <li key={shortfall.id}>
            <p className={requests.prompt}>{shortfall.prompt}</p>
            <p>
              <strong>{outcome(shortfall)}.</strong> {!shortfall.isCanceled && shortfall.why} {shortfall.next}
            </p>
            <p className={cx(text.small, requests.facts)}>
              <Time at={shortfall.finishedAt} />
              <span>{shortfall.model}</span>
              {shortfall.place && <PlatformBadge platform={shortfall.place.platform} place={shortfall.place.name} />}
            </p>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** "2 of 4 made, 2 credits back" */
function outcome({ stored, count, creditsBack, isCanceled, paidBy }: Shortfall): string {
  const back = `${creditsText(creditsBack)} back${paidBy === null ? '' : ` in ${paidBy}`}`;
  const made = stored > 0 ? `${stored} of ${count} made` : 'Nothing was made';
  if (isCanceled) return stored > 0 ? `You canceled: ${made}, ${back}` : `You canceled, ${back}`;
  return `${made}, ${back}`;
}
