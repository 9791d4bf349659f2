import { CloseButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { quoted } from '#core/contract/isolated.ts';
import type { Shortfall } from '#core/contract/pages/shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { creditsText } from '../../shell/credits.tsx';
import { cx } from '../../shell/cx.ts';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import type { Home } from './home.ts';
import requests from './requests.module.css';
import classes from './shortfalls.module.css';

/** Requests that brought fewer images than were asked for, and what became of the credits: one line that opens, and can be dismissed. */
export function Shortfalls({ shortfalls }: { shortfalls: Shortfall[] }) {
  const client = useQueryClient();
  const newest = shortfalls[0];
  const dismissing = useMutation({
    mutationFn: (id: string) => call('dismissShortfalls', { body: { id } }),
    onSuccess: () => {
      client.setQueryData<Home>(keys.home, (home) => home && { ...home, shortfalls: [] });
      return client.invalidateQueries({ queryKey: keys.home });
    },
  });
  if (!newest) return null;
  const others = shortfalls.length - 1;
  return (
    <section aria-label="Not everything was made">
      <div className={classes.line}>
        <details>
          <summary>
            <strong>{outcome(newest)}:</strong> {short(newest.prompt)}
            {others > 0 && `, and ${others} more`}
          </summary>
          <div className={classes.all}>
            <ul className={requests.requests}>
              {shortfalls.map((shortfall) => (
                <Row key={shortfall.id} shortfall={shortfall} />
              ))}
            </ul>
            <p className={text.small}>
              <Link to="/credits">Every change of your credits</Link>
            </p>
          </div>
        </details>
        <CloseButton
          aria-label={others > 0 ? `Dismiss these ${shortfalls.length}` : 'Dismiss this'}
          disabled={dismissing.isPending}
          onClick={() => dismissing.mutate(newest.id)}
        />
      </div>
      {dismissing.error && <ProblemAlert error={dismissing.error} />}
    </section>
  );
}

function Row({ shortfall }: { shortfall: Shortfall }) {
  return (
    <li>
      <p className={requests.prompt}>{shortfall.prompt}</p>
      <p>
        <strong>{outcome(shortfall)}.</strong> {shortfall.why} {shortfall.next}
      </p>
      <p className={cx(text.small, requests.facts)}>
        <Time at={shortfall.finishedAt} />
        <span>{shortfall.model}</span>
        {shortfall.place && <PlatformBadge platform={shortfall.place.platform} place={shortfall.place.name} />}
      </p>
    </li>
  );
}

/** As much of a prompt as a line has room for. */
const shown = 60;
function short(prompt: string): string {
  const letters = Array.from(prompt);
  return quoted(letters.length > shown ? `${letters.slice(0, shown).join('').trimEnd()}…` : prompt);
}

/** "2 of 4 made, 2 credits back" */
function outcome({ stored, count, creditsBack, paidBy }: Shortfall): string {
  const back = `${creditsText(creditsBack)} back${paidBy === null ? '' : ` in ${paidBy}`}`;
  const made = stored > 0 ? `${stored} of ${count} made` : 'Nothing was made';
  return `${made}, ${back}`;
}
