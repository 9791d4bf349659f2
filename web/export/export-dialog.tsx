import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { mostExported } from '#core/contract/export-wish.ts';
import { type EngineName, engineLabels, engineNames } from '#core/pixel/engines/labels.ts';
import { call } from '../client/call.ts';
import { Dialog } from '../shell/dialog.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import text from '../shell/text.module.css';
import classes from './export-dialog.module.css';
import { Made } from './made.tsx';

/** Images of one's own, or all of a project. */
export type Exported = { ids: readonly string[] } | { projectId: string; images: number };

interface ExportDialogProps {
  of: Exported;
  opened: boolean;
  onClose: () => void;
}

const countOf = (of: Exported) => ('ids' in of ? of.ids.length : of.images);

/** Pixel art as files for a program. */
export function ExportDialog({ of, opened, onClose }: ExportDialogProps) {
  const count = countOf(of);
  return (
    <Dialog opened={opened} onClose={onClose} title={count === 1 ? 'Export this image' : `Export ${count} images`}>
      {opened && <Steps of={of} onClose={onClose} />}
    </Dialog>
  );
}

/** What is left out is as usual. */
type Layout = Partial<Record<(typeof sheetFields)[number]['name'], number>>;

function Steps({ of, onClose }: Pick<ExportDialogProps, 'of' | 'onClose'>) {
  const [engine, setEngine] = useState<EngineName>('godot');
  const [isSheet, setSheet] = useState(false);
  const [layout, setLayout] = useState<Layout>({});
  const making = useMutation({
    mutationFn: () =>
      call('exportArt', {
        body: {
          ...('ids' in of ? { ids: [...of.ids] } : { projectId: of.projectId }),
          engine,
          ...(isSheet ? { sheet: layout } : {}),
        },
      }),
  });
  const count = countOf(of);
  if ('ids' in of && count > mostExported)
    return (
      <p className={text.soft}>
        {mostExported} images are exported at once, and you chose {count}. Choose fewer, or export them in parts: names
        and ids do not depend on what is exported together.
      </p>
    );
  if (making.data) return <Made made={making.data} onAgain={making.reset} onClose={onClose} />;
  const make = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <form className={classes.steps} onSubmit={make}>
      <NativeSelect
        label="For"
        value={engine}
        onChange={({ currentTarget }) => setEngine(currentTarget.value as EngineName)}
        data={engineNames.map((name) => ({ value: name, label: engineLabels[name] }))}
      />
      {count > 1 && (
        <Switch
          label="All in one sheet"
          description="A tag for each image; what is smaller stands in the middle of its cell’s lower edge."
          checked={isSheet}
          onChange={({ currentTarget }) => setSheet(currentTarget.checked)}
        />
      )}
      {count > 1 && isSheet && <SheetFields layout={layout} onChange={setLayout} />}
      <p className={text.small}>
        One zip: the art at 1:1, its sheet, palette and .aseprite file, what the program needs, and how each was made.
        Exported again, names and ids stay.
      </p>
      {making.error && <ProblemAlert error={making.error} />}
      <div className={classes.end}>
        <Button type="submit" loading={making.isPending}>
          Export
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** As the server takes them. */
const sheetFields = [
  { name: 'columns', label: 'Columns', min: 1, max: 100, placeholder: 'about a square' },
  { name: 'padding', label: 'Padding', min: 0, max: 64, placeholder: '0' },
  { name: 'extrude', label: 'Extrude', min: 0, max: 16, placeholder: '1' },
] as const;

function SheetFields({ layout, onChange }: { layout: Layout; onChange: (layout: Layout) => void }) {
  return (
    <div className={classes.sheet}>
      {sheetFields.map(({ name, ...field }) => (
        <TextInput
          key={name}
          {...field}
          type="number"
          step={1}
          value={layout[name] ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...layout, [name]: value === '' ? undefined : Number(value) })
          }
        />
      ))}
    </div>
  );
}
