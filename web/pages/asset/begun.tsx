import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { call } from '../../client/call.ts';
import { problemOf } from '../../client/problem.ts';
import { keys } from '../../client/queries.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Request } from '../make/request.tsx';
import classes from './begun.module.css';
import part from './part.module.css';

/** What was begun on this page in this tab, newest first, and what comes of it: each change arrives by itself. */
export function Begun({ ids, onBegun }: { ids: readonly string[]; onBegun: (generationId: string) => void }) {
  if (ids.length === 0) return null;
  return (
    <section className={part.part} aria-labelledby="begun">
      <h2 id="begun">Begun here</h2>
      <ol className={classes.list}>
        {ids.map((id) => (
          <One key={id} id={id} onBegun={onBegun} />
        ))}
      </ol>
    </section>
  );
}

function One({ id, onBegun }: { id: string; onBegun: (generationId: string) => void }) {
  const navigate = useNavigate();
  const asked = useQuery({
    queryKey: [...keys.generations, 'one', id],
    queryFn: ({ signal }) => call('getGeneration', { params: { id }, signal }),
  });
  if (asked.data)
    return (
      <Request
        request={asked.data}
        onUse={(requestId) => void navigate(`/make?request=${requestId}`)}
        onBegun={onBegun}
      />
    );
  // It was deleted since.
  if (asked.error && problemOf(asked.error).status === 404) return null;
  return (
    <li>
      {asked.error ? (
        <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <p role="status">It is begun. Asking how far it is…</p>
      )}
    </li>
  );
}
