import { Button, Menu, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { type Classic, classics } from '#core/pixel/palettes/classics.ts';
import type { Palette } from '#core/pixel/palettes/palette.ts';
import { KeepPalette } from '../../palettes/keep-palette.tsx';
import { usePalettes } from '../../palettes/use-palettes.ts';
import { coloursText } from '../../palettes/words.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { NewPalette } from './new-palette.tsx';
import { OwnCard } from './own-card.tsx';
import classes from './page.module.css';
import { PaletteCard } from './palette-card.tsx';

/** The palettes that one keeps, and those that many know. */
export default function PalettesPage() {
  const palettes = usePalettes();
  const [isMaking, setMaking] = useState(false);
  const [keeping, setKeeping] = useState<Palette>();
  const items = palettes.data?.items ?? [];
  const create = <Button onClick={() => setMaking(true)}>New palette</Button>;
  return (
    <Page
      title="Palettes"
      description="Colours to draw with. A project can be locked to one, and an image of few colours can be recoloured with any."
      actions={items.length > 0 && create}
    >
      {palettes.error && <ProblemAlert error={palettes.error} onRetry={() => void palettes.refetch()} />}
      {palettes.isPending && <Skeleton height={120} radius={14} />}
      {palettes.data && items.length === 0 && (
        <EmptyState icon="projects" title="No palettes of your own yet" action={create}>
          Paste hex, or bring a file from Aseprite, GIMP, Photoshop or Lospec. Or keep one of the well-known ones below.
        </EmptyState>
      )}
      {items.length > 0 && (
        <section className={classes.section} aria-labelledby="own">
          <h2 id="own">Your own</h2>
          <ul className={classes.palettes}>
            {items.map((palette) => (
              <OwnCard key={palette.id} palette={palette} />
            ))}
          </ul>
        </section>
      )}
      <section className={classes.section} aria-labelledby="classics">
        <h2 id="classics">Well known</h2>
        <ul className={classes.palettes}>
          {classics.map((classic) => (
            <PaletteCard
              key={classic.id}
              palette={classic}
              words={aboutClassic(classic)}
              items={
                <>
                  <Menu.Item onClick={() => setKeeping({ name: classic.name, colours: classic.colours })}>
                    Keep as mine
                  </Menu.Item>
                  <Menu.Item component="a" href={`https://${classic.source}`} target="_blank" rel="noreferrer">
                    Where it is from
                  </Menu.Item>
                </>
              }
            />
          ))}
        </ul>
      </section>
      <NewPalette opened={isMaking} onClose={() => setMaking(false)} />
      <KeepPalette palette={keeping} onClose={() => setKeeping(undefined)} />
    </Page>
  );
}

const aboutClassic = ({ by, colours }: Classic): string =>
  [coloursText(colours.length), by].filter(Boolean).join(' · ');
