import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Project } from '#core/contract/pages/project-shapes.ts';
import type { Recolouring } from '#core/contract/pages/recolourings.ts';
import { mostPairs } from '#core/contract/recolouring.ts';
import { visible } from '#core/contract/visible.ts';
import { hexOf } from '#core/pixel/colour/hex.ts';
import { planSwap, type SwapWay } from '#core/pixel/palettes/swap.ts';
import type { Colour } from '#core/pixel/picture.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { useOnce } from '../../client/use-once.ts';
import { paletteChoices, swapChoices, useAllPalettes } from '../../palettes/swapping.ts';
import { coloursText } from '../../palettes/words.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { useProjects } from '../gallery/use-projects.ts';
import { imagesText } from '../gallery/words.ts';
import classes from './choice.module.css';
import { Grid } from './grid.tsx';
import { SingleColours } from './single-colours.tsx';
import type { FoundArt } from './use-art.ts';
import { leftOutText } from './words.ts';

const longestName = 80;

/** That name, or with the next number where there is a project of it. */
function freeName(wanted: string, projects: readonly Pick<Project, 'name'>[]): string {
  const taken = new Set(projects.map(({ name }) => name.toLowerCase()));
  const numbered = (number: number) => {
    const end = number === 1 ? '' : ` ${number}`;
    return `${wanted.slice(0, longestName - end.length)}${end}`;
  };
  let number = 1;
  while (taken.has(numbered(number).toLowerCase())) number += 1;
  return numbered(number);
}

/** From which colours to which, and what comes of it. */
export function Choice({ project, found }: { project: Project; found: FoundArt }) {
  const client = useQueryClient();
  const once = useOnce<Recolouring>();
  const palettes = useAllPalettes();
  const [fromId, setFrom] = useState(project.defaults.paletteId ?? '');
  const [toId, setTo] = useState<string>();
  const [way, setWay] = useState<SwapWay>('ramps');
  const [single, setSingle] = useState<ReadonlyMap<Colour, Colour>>(new Map());
  const [named, setNamed] = useState<string>();
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const from = palettes.find(({ id }) => id === fromId)?.colours ?? found.colours;
  // Not the one that it has already.
  const to = palettes.find(({ id }) => id === toId) ?? palettes.find(({ id }) => id !== fromId);
  const swap = useMemo(
    () => new Map([...planSwap(from, to?.colours ?? from, way), ...single]),
    [from, to, way, single],
  );
  const changing = found.colours.filter((colour) => (swap.get(colour) ?? colour) !== colour);
  const changes = new Set(changing);
  const art = found.art.filter(({ colours }) => colours.some((colour) => changes.has(colour)));
  const chosen = art.filter(({ asset }) => !without.has(asset.id));
  const same = found.art.length - art.length;
  const projects = useProjects();
  const name = named ?? freeName(`${project.name} · ${to?.name ?? 'new colours'}`, projects.data?.items ?? []);
  const beginning = useMutation({
    mutationFn: () => {
      const body = {
        ...{ name, paletteId: to?.isOwn && single.size === 0 ? to.id : null },
        assetIds: chosen.map(({ asset }) => asset.id),
        swap: changing.map((colour) => ({ from: hexOf(colour), to: hexOf(swap.get(colour) ?? colour) })),
      };
      return once(JSON.stringify(body), (requestKey) =>
        call('recolourProject', { params: { id: project.id }, body: { ...body, requestKey } }),
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.projects }),
  });
  const toggle = (id: string) =>
    setWithout((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]));
  return (
    <>
      <div className={classes.choice}>
        <NativeSelect
          label="From"
          value={fromId}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
          data={[
            { value: '', label: `All its colours · ${coloursText(found.colours.length)}` },
            ...paletteChoices(palettes),
          ]}
        />
        <NativeSelect
          label="To"
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
        <TextInput
          label="Name of the new project"
          value={name}
          maxLength={longestName}
          autoComplete="off"
          onChange={({ currentTarget }) => setNamed(currentTarget.value)}
        />
      </div>
      <SingleColours colours={found.colours} swap={swap} single={single} onChange={setSingle} />
      <div className={classes.begin}>
        <p role="status" className={text.small}>
          {[
            changing.length === 0
              ? 'Nothing would change.'
              : `${imagesText(art.length)} and ${coloursText(changing.length)} of ${found.colours.length} change.`,
            ...(same === 0 ? [] : [`${imagesText(same)} left out: none of these colours is in it.`]),
            ...(changing.length > mostPairs
              ? [`More than ${mostPairs} colours change, which is too many at once: choose a palette to swap from.`]
              : []),
            ...leftOutText(found),
          ].join(' ')}
        </p>
        {beginning.error && <ProblemAlert error={beginning.error} />}
        <Button
          loading={beginning.isPending}
          disabled={chosen.length === 0 || changing.length > mostPairs || visible(name) === ''}
          onClick={() => beginning.mutate()}
        >
          {chosen.length === 1 ? 'Make 1 copy' : `Make ${chosen.length} copies`}
        </Button>
      </div>
      <Grid art={art} swap={swap} without={without} onToggle={toggle} />
    </>
  );
}
