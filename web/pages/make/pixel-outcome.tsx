import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answered } from '#core/contract/pages/contract.ts';
import type { Generation } from '#core/contract/pages/made.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { useOnce } from '../../client/use-once.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import classes from './pixel-outcome.module.css';
import { SnapFields, type SnapValues, snapFault, snapWishOf } from './snap-fields.tsx';

/** Two grids fit a picture: its owner says which, and the other goes. */
export function Choice({ request, onChosen }: { request: Generation; onChosen: () => Promise<unknown> }) {
  const client = useQueryClient();
  const choosing = useMutation({
    mutationFn: (id: string) => call('chooseCandidate', { params: { id } }),
    onSettled: () => Promise.all([onChosen(), client.invalidateQueries({ queryKey: keys.assets })]),
  });
  const sizes = request.images.map(sizeOf);
  return (
    <div className={classes.outcome}>
      <p>
        <strong>Two grids fit this picture. Is it {sizes.join(' or ')}?</strong> Keep the right one: the other is
        deleted then.
      </p>
      <div className={classes.ways}>
        {request.images.map(({ id, ...image }) => (
          <Button
            key={id}
            size="xs"
            loading={choosing.isPending && choosing.variables === id}
            disabled={choosing.isPending}
            onClick={() => choosing.mutate(id)}
          >
            Keep {sizeOf(image)}
          </Button>
        ))}
      </div>
      {choosing.error && <ProblemAlert error={choosing.error} />}
    </div>
  );
}

/** Of what moves, of a frame. */
function sizeOf({ width, height, moves }: Pick<Generation['images'][number], 'width' | 'height' | 'moves'>): string {
  return `${moves?.width ?? width} × ${moves?.height ?? height}`;
}

/** The same picture once more: of one without a grid in a size that is offered, of any in another size or in other colours. */
export function OtherPixels({
  request: { id, sizesOffered },
  onBegun,
}: {
  request: Generation;
  onBegun: ((generationId: string) => void) | undefined;
}) {
  const client = useQueryClient();
  const [values, setValues] = useState<SnapValues>();
  const once = useOnce<Answered<'makePixelArtOtherwise'>>();
  const making = useMutation({
    mutationFn: (said: SnapValues) => {
      const wish = snapWishOf(said);
      return once(JSON.stringify(wish), (requestKey) =>
        call('makePixelArtOtherwise', { params: { id }, body: { ...wish, requestKey } }),
      );
    },
    onSuccess: (begun) => {
      setValues(undefined);
      onBegun?.(begun.id);
    },
    onSettled: () =>
      Promise.all([keys.generations, keys.home, keys.making].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  const fault = values && snapFault(values);
  return (
    <div className={classes.outcome}>
      {sizesOffered.length > 0 && <p>It can be made pixel art all the same. How many pixels on its longer side?</p>}
      <div className={classes.ways}>
        {sizesOffered.map((longest) => (
          <Button
            key={longest}
            size="xs"
            loading={making.isPending && making.variables.longest === String(longest)}
            onClick={() => making.mutate({ longest: String(longest) })}
          >
            {longest}
          </Button>
        ))}
        {!values && (
          <Button size="xs" variant="default" onClick={() => setValues({})}>
            Other size or colours…
          </Button>
        )}
      </div>
      {values && (
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (!fault) making.mutate(values);
          }}
          noValidate
        >
          <SnapFields values={values} onChange={setValues} />
          <div className={classes.ways}>
            <Button type="submit" size="xs" loading={making.isPending} disabled={fault !== undefined}>
              Make pixel art · free
            </Button>
            <Button type="button" size="xs" variant="default" onClick={() => setValues(undefined)}>
              Never mind
            </Button>
          </div>
        </form>
      )}
      {making.data && !making.isPending && !values && (
        <p role="status" className={text.small}>
          It is being made; it appears with your requests.
        </p>
      )}
      {making.error && <ProblemAlert error={making.error} />}
    </div>
  );
}
