import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { longestPrompt } from '#core/contract/pages/made.ts';
import { visible } from '#core/contract/visible.ts';
import { useUnsentWords } from '../../client/use-unsent-words.ts';
import { useUser } from '../../shell/require-session.tsx';
import { bringWords } from './draft-box.ts';
import classes from './quick-prompt.module.css';

/** The first words of a request; the rest of it, and its price, are on the page Make. They stand in no address. */
export function QuickPrompt() {
  const { id } = useUser();
  const navigate = useNavigate();
  const [words, setWords] = useUnsentWords('quick-prompt');
  const goOn = (event: FormEvent) => {
    event.preventDefault();
    if (visible(words) !== '') bringWords(id, words.trim());
    void navigate('/make');
  };
  return (
    <form className={classes.quick} onSubmit={goOn}>
      <TextInput
        className={classes.words}
        size="md"
        label="What do you want to see?"
        placeholder="a fox knight in a snowy forest"
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
        maxLength={longestPrompt}
      />
      <Button type="submit" size="md">
        Make…
      </Button>
    </form>
  );
}
