import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { quoted } from '#core/contract/isolated.ts';
import type { RunningGeneration } from '#core/contract/pages/shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Credits } from '../../shell/credits.tsx';
import { cx } from '../../shell/cx.ts';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { ProgressBar } from '../../shell/progress-bar.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import requests from './requests.module.css';

/** The running requests, updated live. */
export function Running({ running }: { running: RunningGeneration[] }) {
  return (
    <Sheet aria-labelledby="running">
      <h2 id="running">Being made now</h2>
      <ul className={requests.requests}>
        {running.map((generation) => (
          <Row key={generation.id} generation={generation} />
        ))}
      </ul>
    </Sheet>
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
      <div className={requests.head}>
        <p className={requests.prompt}>{generation.prompt}</p>
        <Button
          size="xs"
          variant="default"
          disabled={isCanceling}
          onClick={() => canceling.mutate()}
          aria-label={`Cancel ${quoted(generation.prompt)}`}
        >
          {isCanceling ? 'Canceling…' : 'Cancel'}
        </Button>
      </div>
      <ProgressBar
        label={`Progress of ${quoted(generation.prompt)}`}
        isWaiting={generation.status === 'queued'}
        progress={generation.progress}
      />
      <p className={cx(text.small, requests.facts)}>
        <strong>{stage(generation)}</strong>
        <span>
          {generation.model}
          {generation.count > 1 && ` × ${generation.count}`}
        </span>
        <span>
          <Credits amount={generation.price} />
          {generation.paidBy && ` of ${generation.paidBy}`}
        </span>
        {generation.place && <PlatformBadge platform={generation.place.platform} place={generation.place.name} />}
      </p>
      {canceling.error && <ProblemAlert error={canceling.error} />}
    </li>
  );
}

function stage({ status, progress, ahead, stored, count }: RunningGeneration): string {
  if (status === 'queued') return ahead === 0 ? 'Next in line' : `In line, ${ahead} ahead of you`;
  const made = stored > 0 ? `, ${stored} of ${count} made` : '';
  return progress === null ? `Painting${made}` : `Painting, ${Math.round(progress * 100)} %${made}`;
}
