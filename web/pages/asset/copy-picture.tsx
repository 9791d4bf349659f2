import { Button } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import text from '../../shell/text.module.css';
import classes from './copy-picture.module.css';

const saidForMs = 2_000;

/** Puts the picture itself into the clipboard, and says whether that worked. */
export function CopyPicture({ copying }: { copying: UseMutationResult<void, Error, void> }) {
  const { isSuccess, reset } = copying;
  useEffect(() => {
    if (!isSuccess) return undefined;
    const timer = setTimeout(reset, saidForMs);
    return () => clearTimeout(timer);
  }, [isSuccess, reset]);
  return (
    <>
      <Button
        variant="default"
        className={classes.button}
        loading={copying.isPending}
        onClick={() => copying.mutate()}
        aria-label="Copy the picture"
      >
        {isSuccess ? 'Copied' : 'Copy picture'}
      </Button>
      <span role="status" className={text.visuallyHidden}>
        {isSuccess ? 'The picture is in the clipboard' : ''}
      </span>
    </>
  );
}
