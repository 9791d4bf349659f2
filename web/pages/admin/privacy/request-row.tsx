import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { AdminRequest } from '#core/contract/pages/admin.ts';
import text from '../../../shell/text.module.css';
import { Time } from '../../../shell/time.tsx';
import { kindWords, stateWords } from '../../settings/privacy/request-words.ts';
import rows from '../rows.module.css';
import { originWords, proofWords, subjectWords } from './words.ts';

export function RequestRow({ request, onEnd }: { request: AdminRequest; onEnd: () => void }) {
  const { ticket, kind, state, subject, origin, proof, receivedAt, dueAt, endedAt, refusal, isDueSoon, walletId } =
    request;
  return (
    <li className={rows.row}>
      <div className={rows.words}>
        <strong>
          {ticket} · {kindWords[kind]} · {stateWords[state]}
        </strong>
        <span>
          Of {subjectWords[subject]}, {originWords[origin]}; proved by {proofWords[proof]}
          {refusal !== null && `. Refused, because ${refusal}`}
        </span>
        <span className={text.small}>
          Received on <Time at={receivedAt} as="date" /> ·{' '}
          {endedAt === null ? (
            <>
              due on <Time at={dueAt} as="date" />
              {isDueSoon && <strong> · answer it now</strong>}
            </>
          ) : (
            <>
              ended on <Time at={endedAt} as="date" />
            </>
          )}
        </span>
      </div>
      {walletId !== null && (
        <Button
          component={Link}
          to={`/admin?wallet=${walletId}`}
          variant="default"
          size="xs"
          aria-label={`Look at whom ${ticket} is about`}
        >
          Look
        </Button>
      )}
      {endedAt === null && (
        <Button variant="default" size="xs" onClick={onEnd} aria-label={`End ${ticket}`}>
          End
        </Button>
      )}
    </li>
  );
}
