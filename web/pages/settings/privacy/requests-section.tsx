import type { PrivacyRequest } from '#core/contract/pages/privacy.ts';
import { Sheet } from '../../../shell/sheet.tsx';
import text from '../../../shell/text.module.css';
import { Time } from '../../../shell/time.tsx';
import { kindWords, stateWords } from './request-words.ts';
import classes from './requests.module.css';

/** What they asked, with the number and the dates of each. */
export function RequestsSection({ requests }: { requests: PrivacyRequest[] }) {
  return (
    <Sheet aria-labelledby="requests">
      <h2 id="requests">What you asked</h2>
      {requests.length === 0 && <p className={text.soft}>Nothing yet.</p>}
      {requests.length > 0 && (
        <ul className={classes.list}>
          {requests.map((request) => (
            <Row key={request.id} request={request} />
          ))}
        </ul>
      )}
    </Sheet>
  );
}

function Row({ request: { ticket, kind, state, receivedAt, dueAt, endedAt, refusal } }: { request: PrivacyRequest }) {
  return (
    <li>
      <div className={classes.head}>
        <strong>{kindWords[kind]}</strong>
        <code>{ticket}</code>
      </div>
      <span className={text.small}>
        {stateWords[state]}
        {endedAt !== null && (
          <>
            {' on '}
            <Time at={endedAt} as="date" />
          </>
        )}
        {refusal !== null && `, because ${refusal}`}
        {' · asked on '}
        <Time at={receivedAt} as="date" />
        {endedAt === null && (
          <>
            {' · answered by '}
            <Time at={dueAt} as="date" />
          </>
        )}
      </span>
    </li>
  );
}
