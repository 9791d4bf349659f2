import { Button, CloseButton } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Sent } from '#core/contract/pages/contract.ts';
import { uploadReference, uploadTypes } from '../../client/upload.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { PickDialog } from '../make/pick-dialog.tsx';
import references from '../make/references.module.css';
import classes from './picture-field.module.css';

export interface Picture {
  reference: Sent<'makePixelArt'>['body']['reference'];
  url: string;
}

interface PictureFieldProps {
  picture: Picture | undefined;
  /** What it is for. */
  alt: string;
  onChange: (picture: Picture | undefined) => void;
}

/** One picture, from this machine or of one's own. */
export function PictureField({ picture, alt, onChange }: PictureFieldProps) {
  const [isPicking, setPicking] = useState(false);
  const [adding, setAdding] = useState<string>();
  const [error, setError] = useState<unknown>(null);
  const latest = useRef(0);
  const add = (file: File | undefined) => {
    if (!file) return;
    latest.current += 1;
    const { current: mine } = latest;
    const ifMeant = (then: () => void) => () => mine === latest.current && then();
    setError(null);
    setAdding(file.name);
    uploadReference(file)
      .then(
        ({ id, url }) => ifMeant(() => onChange({ reference: { from: 'upload', id }, url }))(),
        (fault: unknown) => ifMeant(() => setError(fault))(),
      )
      .finally(ifMeant(() => setAdding(undefined)));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping and pasting are beside the input, which does the same
    <div
      className={classes.field}
      onPaste={({ clipboardData }) => add(clipboardData.files[0])}
      onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        add(event.dataTransfer.files[0]);
      }}
    >
      {picture && (
        <div className={classes.picture}>
          <img src={picture.url} alt={alt} decoding="async" />
          <CloseButton
            size="sm"
            className={references.away ?? ''}
            aria-label="Take the picture away"
            onClick={() => onChange(undefined)}
          />
        </div>
      )}
      <div className={references.ways}>
        <label className={references.add}>
          <input
            type="file"
            accept={uploadTypes.join(',')}
            onChange={({ currentTarget }) => {
              add(currentTarget.files?.[0]);
              currentTarget.value = '';
            }}
          />
          <span>{picture ? 'Another picture' : 'Add a picture'}</span>
        </label>
        <Button type="button" size="xs" variant="default" onClick={() => setPicking(true)}>
          One of mine
        </Button>
      </div>
      <p className={text.small} aria-live="polite">
        {adding === undefined
          ? 'You can also drop or paste one here. It is deleted after a day; what comes of it is yours.'
          : `Adding ${adding}…`}
      </p>
      {error !== null && <ProblemAlert error={error} />}
      <PickDialog
        opened={isPicking}
        onClose={() => setPicking(false)}
        onPick={({ id, thumbnailUrl }) => {
          onChange({ reference: { from: 'asset', id }, url: thumbnailUrl });
          setPicking(false);
        }}
      />
    </div>
  );
}
