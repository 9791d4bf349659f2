import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Share } from '#core/contract/pages/shares.ts';
import { call } from '../client/call.ts';
import { keys } from '../client/queries.ts';
import { Dialog } from '../shell/dialog.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { ChoiceFields } from './choice-fields.tsx';
import { choicesOf, sentChoices } from './choices.ts';
import classes from './share-dialog.module.css';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });

/** Changes what a link shows, and when it ends; the link stays the same. */
export function ChangeDialog({ share, onClose }: { share: Share | undefined; onClose: () => void }) {
  return (
    <Dialog opened={share !== undefined} onClose={onClose} title="Change the link">
      {share && <Fields share={share} onClose={onClose} />}
    </Dialog>
  );
}

function Fields({ share, onClose }: { share: Share; onClose: () => void }) {
  const client = useQueryClient();
  const isOver = share.ended === 'time';
  // One whose time is over is opened again.
  const [choices, setChoices] = useState({ ...choicesOf(share), ...(isOver ? { end: 'week' as const } : {}) });
  const changing = useMutation({
    mutationFn: () => call('updateShare', { params: { id: share.id }, body: sentChoices(choices) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.shares });
      onClose();
    },
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!changing.isPending) changing.mutate();
  };
  const { expiresAt } = share;
  return (
    <form className={classes.steps} onSubmit={save}>
      <ChoiceFields
        choices={choices}
        onChange={setChoices}
        images={share.pictures}
        keptEnd={expiresAt === null || isOver ? undefined : `On ${day.format(new Date(expiresAt))}, as now`}
      />
      {changing.error && <ProblemAlert error={changing.error} />}
      <div className={classes.end}>
        <Button type="submit" loading={changing.isPending}>
          {isOver ? 'Open it again' : 'Save'}
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
