import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { quoted } from '#core/contract/isolated.ts';
import type { Answered } from '#core/contract/pages/contract.ts';
import type { Generation } from '#core/contract/pages/made.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { useOnce } from '../../client/use-once.ts';
import { SendButton } from '../../send/send-button.tsx';
import { CopyButton } from '../../shell/copy-button.tsx';
import { creditsText } from '../../shell/credits.tsx';
import { cx } from '../../shell/cx.ts';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { ProgressBar } from '../../shell/progress-bar.tsx';
import text from '../../shell/text.module.css';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import { Time } from '../../shell/time.tsx';
import type { CameBy } from '../asset/came-by.ts';
import { ratioOf } from '../home/strip-place.ts';
import { Choice, OtherPixels } from './pixel-outcome.tsx';
import classes from './request.module.css';
import { endOf, outcomeOf, stageOf } from './request-words.ts';
import { useWasOpen } from './use-was-open.ts';

interface RequestProps {
  request: Generation;
  /** Takes its values into the form. */
  onUse: (generationId: string) => void;
  /** Another request came of it, which is to be shown where this one is. */
  onBegun?: ((generationId: string) => void) | undefined;
}

/** One request: how far it is, its pictures, or why there are none, and what can be done next. */
export function Request({ request, onUse, onBegun }: RequestProps) {
  const client = useQueryClient();
  const { id, prompt, model, count, price, images, shortfall, description, place, paidBy, tool } = request;
  const isOpen = request.finishedAt === null;
  const refresh = () =>
    Promise.all([keys.generations, keys.home, keys.making].map((queryKey) => client.invalidateQueries({ queryKey })));
  const canceling = useMutation({
    mutationFn: () => call('cancelGeneration', { params: { id } }),
    onSettled: refresh,
  });
  const once = useOnce<Answered<'makeAgain'>>();
  const again = useMutation({
    mutationFn: () => once('again', (requestKey) => call('makeAgain', { params: { id }, body: { requestKey } })),
    onSettled: refresh,
  });
  const isCanceling = request.canceling || canceling.isPending;
  const error = canceling.error ?? again.error;
  const missing = isOpen ? count - images.length : 0;
  const wasOpen = useWasOpen(isOpen);
  return (
    <li className={classes.request}>
      <div className={classes.head}>
        <p className={classes.prompt}>{prompt}</p>
        {isOpen && tool !== 'describe' && (
          <Button
            size="xs"
            variant="default"
            disabled={isCanceling}
            onClick={() => canceling.mutate()}
            aria-label={`Cancel ${quoted(prompt)}`}
          >
            {isCanceling ? 'Canceling…' : 'Cancel'}
          </Button>
        )}
      </div>
      {isOpen && (
        <>
          <ProgressBar
            label={`Progress of ${quoted(prompt)}`}
            isWaiting={request.status === 'queued'}
            progress={request.progress}
          />
          <p className={classes.stage}>{stageOf(request)}</p>
        </>
      )}
      {description !== null && <Description words={description} />}
      {(images.length > 0 || (missing > 0 && tool !== 'describe')) && (
        <ul className={classes.pictures} data-many={images.length + missing > 1 || undefined}>
          {images.map((image, index) => (
            <li key={image.id}>
              <Link
                to={`/gallery/${image.id}`}
                state={{ from: 'Make' } satisfies CameBy}
                style={{ aspectRatio: ratioOf(image) }}
              >
                <Thumbnail picture={image} alt={count > 1 ? `${prompt}, ${index + 1} of ${count}` : prompt} />
              </Link>
            </li>
          ))}
          {Array.from({ length: missing }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
            <li key={index} className={classes.missing} data-size={request.size ?? 'square'} aria-hidden="true" />
          ))}
        </ul>
      )}
      {request.isChoice && <Choice request={request} onChosen={refresh} />}
      {shortfall && (
        <p>
          <strong>{outcomeOf(request)}.</strong> {request.status !== 'canceled' && shortfall.why} {shortfall.next}
        </p>
      )}
      {!isOpen && tool === 'pixel-art' && <OtherPixels request={request} onBegun={onBegun} />}
      {!isOpen && shortfall === null && images.length === 0 && description === null && (
        <p className={text.soft}>{tool === 'describe' ? 'Its description was deleted.' : 'Its images were deleted.'}</p>
      )}
      <p className={cx(text.small, classes.facts)}>
        <Time at={request.createdAt} />
        <span>
          {model}
          {count > 1 && ` × ${count}`}
        </span>
        <span>
          {price === 0 ? 'free' : creditsText(price)}
          {paidBy && ` of ${paidBy}`}
        </span>
        {place && <PlatformBadge platform={place.platform} place={place.name} />}
      </p>
      {!isOpen && tool !== 'describe' && tool !== 'pixel-art' && (
        <div className={classes.ways}>
          <Button size="xs" variant="default" onClick={() => onUse(id)} aria-label={`Change ${quoted(prompt)}`}>
            Change…
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={again.isPending}
            onClick={() => again.mutate()}
            aria-label={`Make ${quoted(prompt)} again, for ${creditsText(price)}`}
          >
            Again{price > 0 && ` · ${creditsText(price)}`}
          </Button>
          {images.length > 0 && (
            <SendButton generationId={id} size="xs" label={`Send ${quoted(prompt)} to a channel`} />
          )}
        </div>
      )}
      {error && <ProblemAlert error={error} />}
      {/* Whoever does not see it hears of its end, if that comes while they are here. */}
      {wasOpen && (
        <p role="status" className={text.visuallyHidden}>
          {!isOpen && endOf(request)}
        </p>
      )}
    </li>
  );
}

function Description({ words }: { words: string }) {
  return (
    <div className={classes.description}>
      <p>{words}</p>
      <CopyButton text={words} label="Copy the description" />
    </div>
  );
}
