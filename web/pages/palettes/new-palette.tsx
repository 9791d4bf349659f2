import { Textarea, TextInput } from '@mantine/core';
import { type ClipboardEvent, type DragEvent, useEffect, useMemo, useRef, useState } from 'react';
import { visible } from '#core/contract/visible.ts';
import { useUnsentWords } from '../../client/use-unsent-words.ts';
import { Form } from '../../forms/form.tsx';
import { useForm } from '../../forms/use-form.ts';
import { useKeep } from '../../palettes/keep-palette.tsx';
import { type Given, readFile, readPasted } from '../../palettes/read-given.ts';
import { Swatches } from '../../palettes/swatches.tsx';
import { coloursText } from '../../palettes/words.ts';
import { Dialog } from '../../shell/dialog.tsx';
import text from '../../shell/text.module.css';
import classes from './new-palette.module.css';

const accepted = '.gpl,.hex,.pal,.act,.aco,.ase,.aseprite,.txt,.json,.css,image/png,image/gif,image/webp';

/** A palette from what is pasted, dropped or chosen: read in the page, before anything is sent. */
export function NewPalette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title="New palette">
      {opened && <Fields onDone={onClose} />}
    </Dialog>
  );
}

function Fields({ onDone }: { onDone: () => void }) {
  const [ofFile, setOfFile] = useState<Given>();
  const [words, setWords] = useUnsentWords('colours');
  const given = useMemo(() => (words.trim() === '' ? ofFile : readPasted(words)), [words, ofFile]);
  const name = useRef<HTMLInputElement>(null);
  const keep = useKeep();
  const read = given && 'palette' in given ? given : undefined;
  const form = useForm({
    fields: ['name', 'colours'],
    check: (values) => ({
      ...(read ? {} : { colours: given && 'fault' in given ? given.fault : 'Paste colours, or choose a file.' }),
      ...(visible(values.name) === '' && read ? { name: 'Give the palette a name.' } : {}),
    }),
    submit: async (values) => read && keep({ ...read.palette, name: values.name }),
    onDone,
  });

  const called = read?.palette.name;
  useEffect(() => {
    if (name.current && name.current.value === '' && called) name.current.value = called.slice(0, 80);
  }, [called]);
  const takeFile = async (file: File | undefined) => {
    if (!file) return;
    setWords('');
    setOfFile(await readFile(file));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    void takeFile(event.dataTransfer.files[0]);
  };
  const onPaste = (event: ClipboardEvent) => {
    const [file] = event.clipboardData.files;
    if (!file) return;
    event.preventDefault();
    void takeFile(file);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is another way for what the field and the button do
    <div onDrop={onDrop} onDragOver={(event) => event.preventDefault()} onPaste={onPaste}>
      <Form form={form} submitLabel="Keep" fullWidth>
        <Textarea
          label="Colours"
          description="Hex in any form, JSON, CSS, or the text of a .gpl or .pal. You can also drop a file or a picture of colours here."
          value={words}
          onChange={({ currentTarget: { value } }) => {
            setWords(value);
            setOfFile(undefined);
          }}
          autosize
          minRows={3}
          maxRows={8}
          spellCheck={false}
          {...form.field('colours')}
        />
        <label className={classes.file}>
          <input
            type="file"
            accept={accepted}
            onChange={({ currentTarget }) => {
              void takeFile(currentTarget.files?.[0]);
              currentTarget.value = '';
            }}
          />
          <span>Choose a file</span>
        </label>
        <div aria-live="polite" className={classes.read}>
          {read && (
            <>
              <Swatches palette={read.palette} />
              <p className={text.small}>{[`${coloursText(read.palette.colours.length)}.`, ...read.notes].join(' ')}</p>
            </>
          )}
          {given && 'fault' in given && <p className={classes.fault}>{given.fault} Nothing was kept.</p>}
        </div>
        <TextInput ref={name} label="Name" maxLength={80} autoComplete="off" {...form.field('name')} />
      </Form>
    </div>
  );
}
