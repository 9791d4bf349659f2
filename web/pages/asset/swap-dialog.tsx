import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { hexOf } from '#core/pixel/colour/hex.ts';
import { planSwap, recoloured, type Swap, type SwapWay } from '#core/pixel/palettes/swap.ts';
import type { Colours, Pixels } from '#core/pixel/picture.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Drawn } from '../../palettes/drawn.tsx';
import { paletteChoices, swapChoices, useAllPalettes } from '../../palettes/swapping.ts';
import { coloursText } from '../../palettes/words.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import classes from './swap-dialog.module.css';

interface SwapDialogProps {
  opened: boolean;
  asset: Asset;
  pixels: Pixels;
  /** All that are in it. */
  colours: Colours;
  onClose: () => void;
}

/** An image in the colours of another palette: looked at here, and kept as a new one. */
export function SwapDialog({ opened, onClose, ...rest }: SwapDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Swap its colours">
      {opened && <Choice {...rest} />}
    </Dialog>
  );
}

function Choice({ asset, pixels, colours }: Omit<SwapDialogProps, 'opened' | 'onClose'>) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const palettes = useAllPalettes();
  const [toId, setTo] = useState<string>();
  const [fromId, setFrom] = useState('');
  const [way, setWay] = useState<SwapWay>('ramps');
  const to = palettes.find(({ id }) => id === toId) ?? palettes[0];
  /** Palettes in which all its colours are: by their order it may have been drawn. */
  const sources = palettes.filter((each) => colours.every((colour) => each.colours.includes(colour)));
  const from = sources.find(({ id }) => id === fromId)?.colours ?? colours;
  const swap = useMemo(
    () => planSwap(way === 'order' ? from : colours, to?.colours ?? colours, way),
    [way, from, colours, to],
  );
  const changing = [...swap].filter(([before, after]) => before !== after && colours.includes(before));
  const keeping = useMutation({
    mutationFn: () =>
      call('recolourAsset', {
        params: { id: asset.id },
        body: { swap: changing.map(([before, after]) => ({ from: hexOf(before), to: hexOf(after) })) },
      }),
    onSuccess: async ({ id }) => {
      await Promise.all([keys.assets, keys.projects].map((queryKey) => client.invalidateQueries({ queryKey })));
      await navigate(`/gallery/${id}`);
    },
  });
  return (
    <div className={classes.whole}>
      <NativeSelect
        label="Palette"
        value={to?.id ?? ''}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
        data={paletteChoices(palettes)}
      />
      <NativeSelect
        label="How"
        value={way}
        onChange={({ currentTarget }) => setWay(currentTarget.value as SwapWay)}
        data={swapChoices}
      />
      {way === 'order' && sources.length > 0 && (
        <NativeSelect
          label="In the order of"
          value={fromId}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
          data={[
            { value: '', label: 'its colours as listed' },
            ...sources.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <Preview pixels={pixels} swap={swap} />
      <p className={text.small} aria-live="polite">
        {changing.length === 0
          ? 'Nothing would change.'
          : `${coloursText(changing.length)} of ${colours.length} change.`}
      </p>
      {keeping.error && <ProblemAlert error={keeping.error} />}
      <Button loading={keeping.isPending} disabled={changing.length === 0} onClick={() => keeping.mutate()}>
        Keep as a new image
      </Button>
      <p className={text.small}>It costs nothing, and this one stays as it is.</p>
    </div>
  );
}

/** Before and after, each pixel a square of whole pixels. */
function Preview({ pixels, swap }: { pixels: Pixels; swap: Swap }) {
  const after = useMemo(() => recoloured(pixels, swap), [pixels, swap]);
  return (
    <div className={classes.both}>
      <Drawn pixels={pixels} label="Before" mostPx={shownPx} className={classes.shown} />
      <Drawn pixels={after} label="After" mostPx={shownPx} className={classes.shown} />
    </div>
  );
}

/** As large as a half of the dialog on a phone allows. */
const shownPx = 150;
