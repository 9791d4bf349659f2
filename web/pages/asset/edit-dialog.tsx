import { Button, NativeSelect, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { longestInstruction, type Tools } from '#core/contract/pages/made.ts';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { visible } from '#core/contract/visible.ts';
import { useUnsentWords } from '../../client/use-unsent-words.ts';
import { creditsText } from '../../shell/credits.tsx';
import { Dialog } from '../../shell/dialog.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import references from '../make/references.module.css';
import { type Picture, PictureField } from '../pixel-art/picture-field.tsx';
import classes from './edit-dialog.module.css';
import type { useToolPress } from './use-tools.ts';

interface EditDialogProps {
  asset: Asset;
  editors: Tools['editors'];
  pressing: ReturnType<typeof useToolPress>;
  opened: boolean;
  onClose: () => void;
}

/** Says what to change in the image. What was written is still there when it is opened again, until it was sent. */
export function EditDialog({ asset, editors, pressing, opened, onClose }: EditDialogProps) {
  const [words, setWords] = useUnsentWords('edit');
  const [second, setSecond] = useState<Picture>();
  const [model, setModel] = useState(editors[0]?.name ?? '');
  const [isMissing, setMissing] = useState(false);
  const editor = editors.find(({ name }) => name === model) ?? editors[0];
  const error = pressing.errorOf('edit');
  const send = (event: FormEvent) => {
    event.preventDefault();
    const instruction = visible(words).trim();
    setMissing(instruction === '');
    if (instruction === '' || !editor) return;
    const goesBy = editor.takesReference && second ? { reference: second.reference } : {};
    void pressing.press({ tool: 'edit', instruction, model: editor.name, ...goesBy }).then((isBegun) => {
      if (!isBegun) return;
      setWords('');
      setSecond(undefined);
      onClose();
    });
  };
  return (
    <Dialog opened={opened} onClose={onClose} title="Edit by words">
      <form className={classes.form} onSubmit={send} noValidate>
        <div className={classes.picture}>
          <Thumbnail picture={asset} alt="" />
        </div>
        <Textarea
          label="What to change"
          placeholder="make it night, with lights in the windows"
          value={words}
          onChange={({ currentTarget }) => {
            setWords(currentTarget.value);
            setMissing(false);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(event);
          }}
          error={isMissing && 'Say what to change.'}
          maxLength={longestInstruction}
          minRows={3}
          autosize
          data-autofocus
        />
        {asset.isPixelArt && (
          <p className={text.small}>
            The editors draw freely: what comes back is on no grid and in no palette. Make pixel art of it then.
          </p>
        )}
        {editors.length > 1 && (
          <NativeSelect
            label="Model"
            value={editor?.name}
            onChange={({ currentTarget }) => setModel(currentTarget.value)}
            data={editors.map(({ name, label, price }) => ({ value: name, label: `${label}, ${creditsText(price)}` }))}
          />
        )}
        {editor?.takesReference && (
          <fieldset className={references.references}>
            <legend className={references.legend}>A second picture to go by, if there is one</legend>
            <PictureField picture={second} alt="To go by" onChange={setSecond} />
          </fieldset>
        )}
        {error !== undefined && <ProblemAlert error={error} />}
        <div className={classes.end}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={pressing.isPending('edit')}>
            Edit{editor && `, ${creditsText(editor.price)}`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
