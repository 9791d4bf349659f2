import { useQuery } from '@tanstack/react-query';
import { call } from '../../../client/call.ts';
import { keys } from '../../../client/queries.ts';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { Sheet } from '../../../shell/sheet.tsx';
import text from '../../../shell/text.module.css';
import { Time } from '../../../shell/time.tsx';
import rows from '../rows.module.css';

const kinds = {
  account: 'An account',
  guest: 'A guest',
  identity: 'A chat identity',
  workspace: 'A server or workspace',
} as const;

/** Deletions that somebody else keeps from ending: a vendor or a chat that is down. */
export function Waiting() {
  const waiting = useQuery({
    queryKey: [...keys.admin, 'erasures'],
    queryFn: ({ signal }) => call('adminListErasures', { signal }),
  });
  return (
    <Sheet aria-labelledby="waiting">
      <h2 id="waiting">Deletions that wait</h2>
      {waiting.error && <ProblemAlert error={waiting.error} onRetry={() => void waiting.refetch()} />}
      {waiting.data?.length === 0 && <p className={text.soft}>None: whoever had to be told was told.</p>}
      {waiting.data && waiting.data.length > 0 && (
        <ul className={rows.rows}>
          {waiting.data.map(({ kind, since, attempts, waitingFor }) => (
            <li key={`${kind} ${since}`} className={rows.row}>
              <div className={rows.words}>
                <strong>{`${kinds[kind]} waits for ${waitingFor.join(', ')}`}</strong>
                <span>
                  Since <Time at={since} />, after {attempts === 1 ? 'one attempt' : `${attempts} attempts`}. It is
                  tried again by itself.
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
