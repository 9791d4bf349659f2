import { Button, NativeSelect, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Answered } from '#core/contract/pages/contract.ts';
import { longestPrompt } from '#core/contract/pages/made.ts';
import type { Model } from '#core/contract/pages/model-shapes.ts';
import { visible } from '#core/contract/visible.ts';
import { useConnection } from '../../client/connection.ts';
import { problemOf } from '../../client/problem.ts';
import { creditsText } from '../../shell/credits.tsx';
import { cx } from '../../shell/cx.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Choices } from './choices.tsx';
import classes from './composer.module.css';
import { type DraftReference, emptyDraft, faultsOf, startingFrom } from './draft.ts';
import { GetCredits } from './get-credits.tsx';
import { Hindrances, needsCredits } from './hindrances.tsx';
import { MoreFields } from './more-fields.tsx';
import { PixelFields } from './pixel-fields.tsx';
import { hindranceId, PriceLine, priceId } from './price-line.tsx';
import { References } from './references.tsx';
import { SizeField } from './size-field.tsx';
import { promptId } from './use-brought.ts';
import type { useDraft } from './use-draft.ts';
import { useMaking } from './use-making.ts';
import { useQuote } from './use-quote.ts';
import { useUploads } from './use-uploads.ts';

interface ComposerProps {
  box: ReturnType<typeof useDraft>;
  models: readonly Model[];
  sizes: readonly string[];
  usual: Answered<'getMakeDefaults'>;
}

/** What is to be made: words, a model and a shape, and pictures to start from; with its price, and what would be refused of it. */
export function Composer({ box, models, sizes, usual }: ComposerProps) {
  const { draft, change } = box;
  const form = useRef<HTMLFormElement>(null);
  const refusal = useRef<HTMLDivElement>(null);
  const modelName = draft.model ?? usual.model;
  const model = models.find(({ name }) => name === modelName);
  const { quote, error: quoteError, isCurrent, askAgain } = useQuote(draft);
  const hindrance = quote?.hindrances[0];
  // While it is not, the line above the page says so already.
  const { is } = useConnection();
  const making = useMaking(box);
  const startFrom = (added: DraftReference) => change((before) => startingFrom(before, added, models, usual.model));
  const uploads = useUploads(startFrom);
  const faults = faultsOf(draft);
  const hindered = (field: string) => quote?.hindrances.find((each) => each.field === field);
  const said = (field: string) => {
    const hindrance = hindered(field);
    return hindrance && `${hindrance.title}. ${hindrance.next}`;
  };
  const isEmpty = visible(draft.prompt) === '';
  /** What was pressed before its price was known, and the price that was seen. */
  const [held, setHeld] = useState<{ draft: typeof draft; price: number | undefined }>();

  const madeId = making.data?.id;
  useEffect(() => {
    // Where one is above the other, what comes of it would be out of sight.
    if (madeId !== undefined && matchMedia('(width < 1160px)').matches)
      document.getElementById('requests')?.scrollIntoView();
  }, [madeId]);

  const { error } = making;
  useEffect(() => {
    if (!error) return;
    refusal.current?.focus({ preventScroll: true });
    // The price covers what is below.
    refusal.current?.scrollIntoView({ block: 'center' });
  }, [error]);

  const make = (event?: FormEvent) => {
    event?.preventDefault();
    if (isEmpty) return document.getElementById(promptId)?.focus();
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (first) return first.focus();
    if (hindrance && isCurrent) {
      askAgain();
      return form.current?.querySelector<HTMLElement>('[data-hindrance]')?.focus();
    }
    if (uploads.isBusy) return;
    // Without a connection there is no price, and nothing is made: the refusal says so.
    if (is === 'fine' && (!isCurrent || !quote)) {
      // The price that is shown is of what was written before.
      if (!quote) askAgain();
      return setHeld({ draft, price: quote?.price });
    }
    uploads.forget();
    making.make(draft);
  };
  useEffect(() => {
    if (held === undefined || (held.draft === draft && is === 'fine' && !quoteError && (!isCurrent || !quote))) return;
    setHeld(undefined);
    if (held.draft !== draft || (is === 'fine' && (quoteError || !quote || hindrance))) return;
    // Whoever pressed saw another price: they see this one first.
    if (is === 'fine' && quote?.price !== held.price) return document.getElementById(priceId)?.focus();
    uploads.forget();
    making.make(draft);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      make();
    }
  };

  return (
    <Sheet aria-labelledby="new-image">
      <h2 id="new-image" className={text.visuallyHidden}>
        A new image
      </h2>
      <form
        ref={form}
        className={classes.form}
        onSubmit={make}
        onKeyDown={onKeyDown}
        onPaste={({ clipboardData }) => uploads.add([...clipboardData.files])}
        onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
        onDrop={(event) => {
          if (event.dataTransfer.files.length === 0) return;
          event.preventDefault();
          uploads.add([...event.dataTransfer.files]);
        }}
        noValidate
      >
        <Textarea
          id={promptId}
          label="What do you want to see?"
          placeholder="a fox knight in a snowy forest, morning light"
          value={draft.prompt}
          onChange={({ currentTarget }) => change({ prompt: currentTarget.value })}
          error={said('prompt')}
          maxLength={longestPrompt}
          rows={3}
          classNames={{ input: classes.prompt }}
          aria-keyshortcuts="Control+Enter Meta+Enter"
        />
        <References
          draft={draft}
          change={change}
          model={model}
          models={models}
          onAdd={startFrom}
          uploads={uploads}
          error={said('references')}
        />
        <NativeSelect
          label="Model"
          value={modelName}
          onChange={({ currentTarget }) => change({ model: currentTarget.value, modelBefore: undefined })}
          description={model?.description}
          error={said('model')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={[
            ...(model ? [] : [{ value: modelName, label: modelName }]),
            ...models.map(({ name, label, priceCredits, typicalSeconds }) => ({
              value: name,
              label: `${label} · ${creditsText(priceCredits)} · about ${typicalSeconds} s`,
            })),
          ]}
        />
        <SizeField
          sizes={sizes.filter((size) => (model?.shapes.includes(size) ?? true) || size === (draft.size ?? usual.size))}
          value={draft.size ?? usual.size}
          onChange={(size) => change({ size })}
          exact={exactOf(model, draft.pixel?.preset)}
          hindrance={hindered('size')}
        />
        <PixelFields draft={draft} change={change} takes={model?.pixel} said={said} faults={faults} />
        <Choices
          legend="How many"
          name="count"
          value={String(draft.count)}
          onChange={(count) => change({ count: Number(count) })}
          choices={['1', '2', '3', '4'].map((value) => ({ value, label: value }))}
        />
        <MoreFields draft={draft} change={change} model={model} usual={usual} said={said} faults={faults} />
        {(!making.error || hindrance) && <Hindrances quote={quote} />}
        {quoteError && !quote && is === 'fine' && <ProblemAlert error={quoteError} />}
        {making.error && (
          <div ref={refusal} tabIndex={-1}>
            <ProblemAlert error={making.error} {...(mayRepeat(making.error) ? { onRetry: () => make() } : {})}>
              {needsCredits(problemOf(making.error).type) && <GetCredits />}
            </ProblemAlert>
          </div>
        )}
        <div className={classes.end}>
          <PriceLine
            quote={quote}
            count={draft.count}
            balance={usual.balance}
            isCurrent={isCurrent}
            hindrance={hindrance}
          />
          <Button
            type="submit"
            loading={making.isPending || held !== undefined}
            disabled={uploads.isBusy}
            className={classes.submit}
            {...(hindrance ? { 'aria-disabled': true, 'aria-describedby': hindranceId, 'data-disabled': true } : {})}
          >
            {hindrance ? 'Cannot be made' : quote && quote.price > 0 ? `Make · ${creditsText(quote.price)}` : 'Make'}
          </Button>
          <Button
            type="button"
            variant="subtle"
            onClick={() => {
              change(() => emptyDraft);
              making.reset();
              uploads.forget();
              document.getElementById(promptId)?.focus();
            }}
          >
            Clear
          </Button>
        </div>
        <p className={cx(text.small, classes.hint)}>
          <kbd>{isMac() ? '⌘' : 'Ctrl'}</kbd> + <kbd>Enter</kbd> makes it.
        </p>
        <p className={text.small}>Only you see it, until you share or send it.</p>
        <p role="status" className={text.visuallyHidden}>
          {making.data && `Asked for, for ${creditsText(making.data.price)}. It appears under Your requests.`}
        </p>
      </form>
    </Sheet>
  );
}

/** A style may draw others than its model. */
function exactOf(model: Model | undefined, preset: string | undefined): Model['exactSizes'] {
  const { exactSizes = null, pixel } = model ?? {};
  const sides = pixel?.sides[preset ?? pixel.presets[0] ?? ''];
  return exactSizes && sides ? { ...exactSizes, ...sides } : exactSizes;
}

const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Nobody knows what became of it; trying again makes nothing twice. */
const mayRepeat = (error: unknown) => {
  const { status } = problemOf(error);
  return status === 0 || status >= 500;
};
