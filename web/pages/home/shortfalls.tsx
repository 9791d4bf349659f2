import { Link } from 'react-router';
import type { Shortfall } from '#core/contract/shapes.ts';
import { creditsText } from '../../shell/credits.tsx';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import { Time } from '../../shell/time.tsx';

/** Requests that came to less than was asked for, and what became of the credits. */
export function Shortfalls({ shortfalls }: { shortfalls: Shortfall[] }) {
  return (
    <section className="sheet" aria-labelledby="shortfalls">
      <div className="home-head">
        <h2 id="shortfalls">Not everything was made</h2>
        <Link to="/credits">See the credits</Link>
      </div>
      <ul className="home-requests">
        {shortfalls.map((shortfall) => (
          <li key={shortfall.id}>
            <p className="home-prompt">{shortfall.prompt}</p>
            <p>
              <strong>{outcome(shortfall)}.</strong> {!shortfall.isCanceled && shortfall.why} {shortfall.next}
            </p>
            <p className="small home-facts">
              <Time at={shortfall.finishedAt} />
              <span>{shortfall.model}</span>
              <PlatformBadge platform={shortfall.place.platform} place={shortfall.place.name} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "2 of 4 made, 2 credits back" */
function outcome({ stored, count, creditsBack, isCanceled, paidBy }: Shortfall): string {
  const back = `${creditsText(creditsBack)} back${paidBy === null ? '' : ` in ${paidBy}`}`;
  const made = stored > 0 ? `${stored} of ${count} made` : 'Nothing was made';
  if (isCanceled) return stored > 0 ? `You canceled: ${made}, ${back}` : `You canceled, ${back}`;
  return `${made}, ${back}`;
}
