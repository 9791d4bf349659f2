import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RunningGeneration } from '#core/contract/shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Credits } from '../../shell/credits.tsx';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';

/** What is being made at this moment; it follows by itself. */
export function Running({ running }: { running: RunningGeneration[] }) {
  return (
    <section className="sheet" aria-labelledby="running">
      <h2 id="running">Being made now</h2>
      <ul className="home-requests">
        {running.map((generation) => (
          <Row key={generation.id} generation={generation} />
        ))}
      </ul>
    </section>
  );
}

function Row({ generation }: { generation: RunningGeneration }) {
  const client = useQueryClient();
  const canceling = useMutation({
    mutationFn: () => call('cancelGeneration', { params: { id: generation.id } }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.home }),
  });
  const isCanceling = generation.canceling || canceling.isPending;
  return (
    <li>
      <div className="home-request-head">
        <p className="home-prompt">{generation.prompt}</p>
        <Button
          size="xs"
          variant="default"
          disabled={isCanceling}
          onClick={() => canceling.mutate()}
          aria-label={`Cancel “${generation.prompt}”`}
        >
          {isCanceling ? 'Canceling…' : 'Cancel'}
        </Button>
      </div>
      <Bar generation={generation} />
      <p className="small home-facts">
        <strong>{stage(generation)}</strong>
        <span>
          {generation.model}
          {generation.count > 1 && ` × ${generation.count}`}
        </span>
        <span>
          <Credits amount={generation.price} />
          {generation.paidBy && ` of ${generation.paidBy}`}
        </span>
        <PlatformBadge platform={generation.place.platform} place={generation.place.name} />
      </p>
      {canceling.error && <ProblemAlert error={canceling.error} />}
    </li>
  );
}

/** Without a number where nobody knows how far it is: a bar that is full would say that it is done. */
function Bar({ generation: { prompt, status, progress } }: { generation: RunningGeneration }) {
  const percent = progress === null ? null : Math.round(progress * 100);
  return (
    <div
      className="home-bar"
      role="progressbar"
      aria-label={`Progress of “${prompt}”`}
      data-state={status === 'queued' ? 'queued' : percent === null ? 'unknown' : 'known'}
      {...(percent === null ? {} : { 'aria-valuenow': percent, 'aria-valuemin': 0, 'aria-valuemax': 100 })}
    >
      <div style={{ width: percent === null ? undefined : `${percent}%` }} />
    </div>
  );
}

function stage({ status, progress, ahead, stored, count }: RunningGeneration): string {
  if (status === 'queued') return ahead === 0 ? 'Next in line' : `In line, ${ahead} ahead of you`;
  const made = stored > 0 ? `, ${stored} of ${count} made` : '';
  return progress === null ? `Painting${made}` : `Painting, ${Math.round(progress * 100)} %${made}`;
}
