import { NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Answered } from '#core/contract/pages/contract.ts';
import type { Preferences } from '#core/contract/pages/preferences.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { creditsText } from '../../shell/credits.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Saved } from './saved.tsx';
import { usePreferences } from './use-preferences.ts';

/** What is made where a request names nothing. */
export function DefaultsSection() {
  const { query, saving, preferences } = usePreferences();
  const models = useQuery({ queryKey: keys.models, queryFn: ({ signal }) => call('listModels', { signal }) });
  const error = query.error ?? models.error;
  return (
    <Sheet aria-labelledby="defaults-title">
      <h2 id="defaults-title">Your images</h2>
      <p className={text.soft}>
        What you get where you name nothing, here and in chat. What a request names, and the defaults of a project, go
        first.
      </p>
      {error && (!query.data || !models.data) && (
        <ProblemAlert error={error} onRetry={() => void Promise.all([query.refetch(), models.refetch()])} />
      )}
      {(query.isPending || models.isPending) && <Skeleton height={260} aria-label="Loading what you chose" />}
      {query.data && preferences && models.data && (
        <Fields known={query.data} preferences={preferences} models={models.data.items} save={saving.mutate} />
      )}
      {saving.error && <ProblemAlert error={saving.error} />}
      <Saved isDone={saving.isSuccess}>Saved. It counts from your next request on.</Saved>
    </Sheet>
  );
}

interface FieldsProps {
  known: Answered<'getPreferences'>;
  preferences: Preferences;
  models: Answered<'listModels'>['items'];
  save: ReturnType<typeof usePreferences>['saving']['mutate'];
}

function Fields({ known: { usual, sizes, formats }, preferences, models, save }: FieldsProps) {
  const usualModel = models.find(({ name }) => name === usual.model);
  const chosen = (value: string) => (value === '' ? null : value);
  const isOffered = preferences.model === null || models.some(({ name }) => name === preferences.model);
  return (
    <>
      <NativeSelect
        label="Model"
        value={preferences.model ?? ''}
        onChange={({ currentTarget }) => save({ model: chosen(currentTarget.value) })}
        data={[
          { value: '', label: `As usual: ${usualModel?.label ?? usual.model}` },
          // One that is away for a while, or for ever, is still what was chosen.
          ...(isOffered ? [] : [{ value: preferences.model ?? '', label: `${preferences.model}, not on offer now` }]),
          ...models.map(({ name, label, priceCredits }) => ({
            value: name,
            label: `${label} · ${creditsText(priceCredits)}`,
          })),
        ]}
      />
      <NativeSelect
        label="Shape"
        value={preferences.size ?? ''}
        onChange={({ currentTarget }) => save({ size: chosen(currentTarget.value) })}
        data={[{ value: '', label: `As usual: ${labelOf(sizes, usual.size)}` }, ...sizes]}
      />
      <NativeSelect
        label="File"
        value={preferences.format ?? ''}
        onChange={({ currentTarget: { value } }) =>
          save({ format: formats.find((each) => each.value === value)?.value ?? null })
        }
        data={[{ value: '', label: `As usual: ${labelOf(formats, usual.format)}` }, ...formats]}
      />
      <NativeSelect
        label="Who sees in a chat what you make there"
        description="Where the request does not say it."
        value={preferences.resultsFor ?? 'everybody'}
        onChange={({ currentTarget }) => save({ resultsFor: currentTarget.value === 'me' ? 'me' : 'everybody' })}
        data={[
          { value: 'everybody', label: 'Everybody in the channel' },
          { value: 'me', label: 'Only me' },
        ]}
      />
    </>
  );
}

const labelOf = (choices: ReadonlyArray<{ value: string; label: string }>, value: string) =>
  choices.find((each) => each.value === value)?.label ?? value;
