import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { signedInAs } from './queries.ts';
import { holdUnsent, takeUnsentWords } from './unsent.ts';

/** The words of a field, and what sets them: those that were typed before the page had to be loaded anew are there again. `id` is the field's own on its page. */
export function useUnsentWords(id: string): [words: string, setWords: (words: string) => void] {
  const client = useQueryClient();
  const [words, setWords] = useState('');
  useEffect(() => {
    const kept = takeUnsentWords(id, signedInAs(client));
    if (kept !== undefined) setWords(kept);
  }, [id, client]);
  useEffect(() => (words === '' ? undefined : holdUnsent(id, words)), [id, words]);
  return [words, setWords];
}
