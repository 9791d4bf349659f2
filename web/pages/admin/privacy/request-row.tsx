import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { AdminRequest } from '#core/contract/pages/admin-privacy.ts';
import text from '../../../shell/text.module.css';
import { Time } from '../../../shell/time.tsx';
import { kindWords, stateWords } from '../../settings/privacy/request-words.ts';
import rows from '../rows.module.css';
import { originWords, proofWords, subjectWords } from './words.ts';

interface Props {
  request: AdminRequest;
  onEnd: () => void;
  onCarryOut: () => void;
}

export function RequestRow({ request, onEnd, onCarryOut }: Props) {
  const { ticket, kind, state, subject, origin, proof, receivedAt, dueAt, endedAt, refusal, isDueSoon, walletId } =
    request;
  const note = noteOf(request);
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
        {note !== null && <span>{note}</span>}
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
      {request.answering === 'carry_out' && (
        <Button size="xs" onClick={onCarryOut} aria-label={`Carry out ${ticket}`}>
          Carry out
        </Button>
      )}
      {(request.answering === 'carry_out' || request.answering === 'by_hand') && (
        <Button variant="default" size="xs" onClick={onEnd} aria-label={`End ${ticket}`}>
          End
        </Button>
      )}
    </li>
  );
}

/** What an operator must know to answer it. */
function noteOf({ answering, kind, walletId }: AdminRequest): string | null {
  if (answering === 'under_way')
    return kind === 'delete'
      ? 'The deletion is under way: this ends by itself, and the person can stop it until its day.'
      : 'The copy is being made: this ends by itself.';
  if (answering === 'by_hand' && kind === 'restrict' && walletId !== null)
    return 'It is in force as long as this is open: nothing of theirs is tidied away or counted.';
  return null;
}
