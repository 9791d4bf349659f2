import { Button, Progress } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RunningGeneration } from '#core/contract/shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Credits } from '../../shell/credits.tsx';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';

/** What is being made at this moment; it follows by itself. */
export function Running({ running }: { running: RunningGeneration[] }) {
  if (running.length === 0) return null;
  return (
    <section className="sheet" aria-labelledby="running">
      <h2 id="running">Being made now</h2>
      <ul className="home-running">
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
  const percent = Math.round((generation.progress ?? 0) * 100);
  return (
    <li>
      <div className="home-running-head">
        <strong className="unbroken">{generation.prompt}</strong>
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
      <Progress
        value={generation.progress === null ? 100 : percent}
        animated={generation.progress === null}
        aria-label={`Progress of “${generation.prompt}”`}
      />
      <p className="small">
        {stage(generation, percent)} · {generation.model} × {generation.count} · <Credits amount={generation.price} />{' '}
        <PlatformBadge platform={generation.place.platform} place={generation.place.name} />
      </p>
      {canceling.error && <ProblemAlert error={canceling.error} />}
    </li>
  );
}

function stage({ status, progress }: RunningGeneration, percent: number): string {
  if (status === 'queued') return 'In line';
  return progress === null ? 'Painting' : `Painting, ${percent} %`;
}
