import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { dithers } from '#core/contract/dithers.ts';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { ditherWords } from '#core/contract/recolour-words.ts';
import { hexOf } from '#core/pixel/colour/hex.ts';
import { pixelsFrom } from '#core/pixel/indexed.ts';
import type { Dither } from '#core/pixel/palettes/dither.ts';
import { extractPalette } from '#core/pixel/palettes/extract.ts';
import { reduceToPalette } from '#core/pixel/palettes/reduce.ts';
import type { Colours, Pixels } from '#core/pixel/picture.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Drawn } from '../../palettes/drawn.tsx';
import { paletteChoices, useAllPalettes } from '../../palettes/swapping.ts';
import { Swatches } from '../../palettes/swatches.tsx';
import { Dialog } from '../../shell/dialog.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { cutMiddle } from './cut-middle.ts';
import shared from './palette.module.css';
import classes from './swap-dialog.module.css';

interface ReduceProps {
  asset: Asset;
  pixels: Pixels;
}

/** Opens what an image looks like in fewer colours: looked at here, and kept as a new one. */
export function Reduce(props: ReduceProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" className={shared.ask} onClick={() => setOpen(true)}>
        Fewer colours…
      </Button>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title="Fewer colours">
        {isOpen && <Choice {...props} />}
      </Dialog>
    </>
  );
}

const strengths = [1, 0.75, 0.5, 0.25].map((value) => ({ value: String(value), label: `${value * 100} %` }));

/** In place of a palette. */
const byCount = 'count';
/** Of a larger picture so much is shown, pixel by pixel: a pattern is seen at its own size alone. */
const shownSide = 256;
/** Two beside each other, as large as a phone allows; what is larger stands below. */
const besidePx = 150;

function Choice({ asset, pixels }: ReduceProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const palettes = useAllPalettes();
  const [toId, setTo] = useState(byCount);
  const [typed, setTyped] = useState('16');
  const isCount = /^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= 256;
  const count = isCount ? Number(typed) : 16;
  const [dither, setDither] = useState<Dither>('none');
  const [strength, setStrength] = useState(1);
  const palette = palettes.find(({ id }) => id === toId);
  const wanted = useDeferredValue({ count, dither, strength });
  const part = useMemo(() => cutMiddle(pixels, shownSide), [pixels]);
  const colours = useMemo<Colours>(
    () => palette?.colours ?? coloursFor(pixels, wanted.count),
    [palette, pixels, wanted.count],
  );
  const after = useMemo(
    () => (colours.length === 0 ? part : pixelsFrom(reduceToPalette(part, { colours }, wanted))),
    [part, colours, wanted],
  );
  const isSmall = Math.max(part.width, part.height) <= besidePx;
  const sidePx = isSmall ? besidePx : shownSide;
  const keeping = useMutation({
    mutationFn: () =>
      call('reduceAsset', {
        params: { id: asset.id },
        body: { to: palette ? { colours: palette.colours.map(hexOf) } : { count }, dither, strength },
      }),
    onSuccess: async ({ id }) => {
      await Promise.all([keys.assets, keys.projects].map((queryKey) => client.invalidateQueries({ queryKey })));
      await navigate(`/gallery/${id}`);
    },
  });
  return (
    <div className={classes.whole}>
      <NativeSelect
        label="To"
        value={toId}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
        data={[{ value: byCount, label: 'So many of its own' }, ...paletteChoices(palettes)]}
      />
      {!palette && (
        <TextInput
          type="number"
          inputMode="numeric"
          label="How many"
          min={1}
          max={256}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          error={isCount ? undefined : 'A whole number from 1 to 256.'}
        />
      )}
      <NativeSelect
        label="Between two colours"
        value={dither}
        onChange={({ currentTarget }) => setDither(currentTarget.value as Dither)}
        data={dithers.map((value) => ({ value, label: ditherWords[value] }))}
      />
      {dither !== 'none' && (
        <NativeSelect
          label="How far the pattern reaches"
          value={String(strength)}
          onChange={({ currentTarget }) => setStrength(Number(currentTarget.value))}
          data={strengths}
        />
      )}
      <div className={isSmall ? classes.both : classes.whole}>
        <Drawn pixels={part} label="Before" mostPx={sidePx} className={classes.shown} />
        <Drawn pixels={after} label="After" mostPx={sidePx} className={classes.shown} />
      </div>
      <Swatches palette={{ colours }} />
      {part.width * part.height < pixels.width * pixels.height && (
        <p className={text.small}>This is its middle, pixel by pixel; all of it is kept.</p>
      )}
      {keeping.error && <ProblemAlert error={keeping.error} />}
      <Button loading={keeping.isPending} disabled={!palette && !isCount} onClick={() => keeping.mutate()}>
        Keep as a new image
      </Button>
      <p className={text.small}>It costs nothing, and this one stays as it is. Alpha becomes 0 or 255.</p>
    </div>
  );
}

/** None of a picture that is clear everywhere. */
function coloursFor(pixels: Pixels, count: number): Colours {
  try {
    return extractPalette(pixels, count).colours;
  } catch {
    return [];
  }
}
