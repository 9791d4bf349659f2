import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Answered } from '#core/contract/pages/contract.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { useOnce } from '../../client/use-once.ts';
import { NothingMade } from '../../shell/nothing-made.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Begun } from '../asset/begun.tsx';
import { useBegun } from '../asset/use-begun.ts';
import { SnapFields, type SnapValues, snapFault, snapWishOf } from '../make/snap-fields.tsx';
import classes from './page.module.css';
import { type Picture, PictureField } from './picture-field.tsx';

/** Makes real pixel art of somebody's picture: its grid and its colours are found, or they say which. */
export default function PixelArtPage() {
  const [picture, setPicture] = useState<Picture>();
  const [values, setValues] = useState<SnapValues>({});
  const begun = useBegun('pixel-art');
  const client = useQueryClient();
  const once = useOnce<Answered<'makePixelArt'>>();
  const making = useMutation({
    mutationFn: async (of: Picture) => {
      const body = { reference: of.reference, ...snapWishOf(values) };
      return once(JSON.stringify(body), (requestKey) => call('makePixelArt', { body: { ...body, requestKey } }));
    },
    onSuccess: ({ id }) => begun.begin(id),
    onSettled: () =>
      Promise.all([keys.generations, keys.home, keys.making].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  const fault = snapFault(values);
  const make = (event: FormEvent) => {
    event.preventDefault();
    if (picture && !fault) making.mutate(picture);
  };
  return (
    <Page
      title="Make pixel art"
      description="A picture that looks like pixel art becomes it: one pixel for each of its squares, its colours found, every pixel clear or solid. It is free."
    >
      <div className={classes.parts}>
        <Sheet aria-labelledby="what">
          <form className={classes.form} onSubmit={make} noValidate>
            <h2 id="what">Which picture?</h2>
            <PictureField picture={picture} alt="What pixel art is made of" onChange={setPicture} />
            <SnapFields values={values} onChange={setValues} />
            <p className={text.small}>
              Leave them empty, and its grid and its colours are found. If two grids fit, you choose; if it has none,
              you say how large it is to be.
            </p>
            <NothingMade />
            {making.error && <ProblemAlert error={making.error} />}
            <Button type="submit" loading={making.isPending} disabled={!picture || fault !== undefined}>
              Make pixel art · free
            </Button>
          </form>
        </Sheet>
        <Begun ids={begun.ids} onBegun={begun.begin} />
      </div>
    </Page>
  );
}
