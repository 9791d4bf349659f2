import { useQuery } from '@tanstack/react-query';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import rows from './rows.module.css';

/** What was deleted each day because its time was over. */
export function Retention() {
  const runs = useQuery({
    queryKey: [...keys.admin, 'retention'],
    queryFn: ({ signal }) => call('adminListRetention', { signal }),
  });
  return (
    <Sheet aria-labelledby="retention">
      <h2 id="retention">What the daily run deleted</h2>
      {runs.error && <ProblemAlert error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.data?.length === 0 && <p className={text.soft}>It has not run yet.</p>}
      {runs.data && runs.data.length > 0 && (
        <ul className={rows.rows}>
          {runs.data.map(({ startedAt, endedAt, counts }) => (
            <li key={startedAt} className={rows.row}>
              <div className={rows.words}>
                <strong>
                  <Time at={startedAt} />
                  {endedAt === null ? ' · not ended' : ''}
                </strong>
                <span>
                  {counts.length === 0
                    ? 'Nothing was past its time.'
                    : counts.map(({ what, count }) => `${what}: ${count}`).join(' · ')}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
