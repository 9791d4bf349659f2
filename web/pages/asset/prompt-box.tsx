import { Button } from '@mantine/core';
import { useState } from 'react';
import { CopyButton } from '../../shell/copy-button.tsx';
import part from './part.module.css';
import classes from './prompt-box.module.css';

/** About as many letters as fit in seven lines beside the picture. */
const longPrompt = 280;

/** The whole prompt, to read and to copy; a long one is cut until somebody expands it. */
export function PromptBox({ prompt }: { prompt: string }) {
  const [isWhole, setWhole] = useState(false);
  const isLong = prompt.length > longPrompt;
  return (
    <section className={part.part} aria-labelledby="prompt">
      <div className={part.head}>
        <h2 id="prompt">Prompt</h2>
        <CopyButton text={prompt} label="Copy the prompt" />
      </div>
      <div className={classes.box}>
        <p className={classes.words} data-cut={(isLong && !isWhole) || undefined} dir="auto">
          {prompt}
        </p>
      </div>
      {isLong && (
        <Button size="xs" variant="subtle" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show less' : 'Show the whole prompt'}
        </Button>
      )}
    </section>
  );
}
