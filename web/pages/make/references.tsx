import { Button, CloseButton } from '@mantine/core';
import { useRef, useState } from 'react';
import { mostReferences } from '#core/contract/pages/made.ts';
import type { Model } from '#core/contract/pages/model-shapes.ts';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { call } from '../../client/call.ts';
import { uploadTypes } from '../../client/upload.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { type Draft, type DraftReference, startingWithout } from './draft.ts';
import { PickDialog } from './pick-dialog.tsx';
import classes from './references.module.css';
import type { useUploads } from './use-uploads.ts';

interface ReferencesProps {
  draft: Draft;
  change: (change: (before: Draft) => Draft) => void;
  model: Model | undefined;
  models: readonly Model[];
  onAdd: (added: DraftReference) => void;
  uploads: ReturnType<typeof useUploads>;
  error: string | undefined;
}

/** Pictures to start from: added from this machine, or of one's own. */
export function References({ draft, change, model, models, onAdd, uploads, error }: ReferencesProps) {
  const [isPicking, setPicking] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { references, modelBefore } = draft;
  const before = models.find(({ name }) => name === modelBefore);
  const count = references.length + uploads.waiting.length;
  const most = model?.mostReferences ?? mostReferences;
  const isFull = count >= Math.max(1, most);

  const pick = ({ id, thumbnailUrl }: AssetSummary) => {
    onAdd({ reference: { from: 'asset', id }, url: thumbnailUrl });
    setPicking(false);
  };
  const takeAway = (away: DraftReference) => {
    change((before) => startingWithout(before, away));
    // Its day would end anyway: nobody needs to hear that this did not work.
    if (away.reference.from === 'upload')
      void call('deleteReference', { params: { id: away.reference.id } }).catch(() => undefined);
    // Once the way to add another is there again.
    requestAnimationFrame(() => input.current?.focus());
  };

  return (
    <fieldset className={classes.references}>
      <legend className={classes.legend}>Start from a picture</legend>
      {count > 0 && (
        <ul className={classes.list}>
          {references.map((each, index) => (
            <li key={each.url} className={classes.one}>
              <img src={each.url} alt={`To start from, ${index + 1} of ${references.length}`} decoding="async" />
              <CloseButton
                size="sm"
                className={classes.away}
                aria-label={`Take picture ${index + 1} away`}
                onClick={() => takeAway(each)}
              />
            </li>
          ))}
          {uploads.waiting.map(({ key, name }) => (
            <li key={`waiting ${key}`} className={classes.one} data-waiting>
              <span>Adding {name}…</span>
            </li>
          ))}
        </ul>
      )}
      {!isFull && (
        <div className={classes.ways}>
          <label className={classes.add}>
            <input
              ref={input}
              type="file"
              accept={uploadTypes.join(',')}
              multiple={most > 1}
              onChange={({ currentTarget }) => {
                uploads.add([...(currentTarget.files ?? [])]);
                currentTarget.value = '';
              }}
            />
            <span>Add a picture</span>
          </label>
          <Button type="button" size="xs" variant="default" onClick={() => setPicking(true)}>
            One of mine
          </Button>
        </div>
      )}
      <p className={text.small} aria-live="polite">
        {before && model && `${model.label} was chosen, because ${before.label} ${takesOf(before)}. `}
        {wordsOf(model, references.length)}
      </p>
      {error && (
        <p className={classes.fault} role="alert" tabIndex={-1} data-hindrance>
          {error}
        </p>
      )}
      {uploads.error !== null && <ProblemAlert error={uploads.error} />}
      <PickDialog opened={isPicking} onClose={() => setPicking(false)} onPick={pick} />
    </fieldset>
  );
}

function wordsOf(model: Model | undefined, count: number): string {
  if (!model) return '';
  if (model.mostReferences === 0)
    return count > 0 ? '' : `${model.label} works from words alone; with a picture of yours, another model is chosen.`;
  return `${model.label} ${takesOf(model)}. You can also drop or paste one here; what you add is deleted after a day.`;
}

function takesOf({ mostReferences: most }: Model): string {
  if (most === 0) return 'works from words alone';
  return most === 1 ? 'takes one picture' : `takes up to ${most} pictures`;
}
