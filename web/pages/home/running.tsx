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
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import requests from './requests.module.css';
import classes from './running.module.css';

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
      <Bar generation={generation} />
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

/** Without a number if the progress is unknown: a full bar would mean that it is done. */
function Bar({ generation: { prompt, status, progress } }: { generation: RunningGeneration }) {
  const percent = progress === null ? null : Math.round(progress * 100);
  return (
    <div
      className={classes.bar}
      role="progressbar"
      aria-label={`Progress of ${quoted(prompt)}`}
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
