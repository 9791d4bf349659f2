import { Button, Checkbox, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { TeamSettings } from '#core/contract/pages/team.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { showNote } from '../../shell/note.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { capFault, capOf } from './cap.ts';
import classes from './settings-dialog.module.css';

interface SettingsDialogProps {
  teamId: string;
  opened: boolean;
  onClose: () => void;
}

/** Who may use a team's wallet, and how much one person may spend. */
export function SettingsDialog({ teamId, opened, onClose }: SettingsDialogProps) {
  const settings = useQuery({
    queryKey: [...keys.team, teamId, 'settings'],
    queryFn: ({ signal }) => call('getTeamSettings', { params: { id: teamId }, signal }),
    enabled: opened,
    // What somebody is choosing among stays as it is.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Dialog opened={opened} onClose={onClose} title="Who may use the wallet">
      {settings.error && <ProblemAlert error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.isPending && <Skeleton height={240} aria-label="Asking the chat who there is" />}
      {settings.data && <Fields teamId={teamId} settings={settings.data} onClose={onClose} />}
    </Dialog>
  );
}

function Fields({ teamId, settings, onClose }: { teamId: string; settings: TeamSettings; onClose: () => void }) {
  const client = useQueryClient();
  const { groups, groupWord, hasGuests } = settings;
  const [chosen, setChosen] = useState(() => groups.flatMap(({ id, isChosen }) => (isChosen ? [id] : [])));
  const [isEveryone, setEveryone] = useState(chosen.length === 0);
  const [guestsMaySpend, setGuests] = useState(settings.guestsMaySpend);
  const [cap, setCap] = useState(settings.memberCap === null ? '' : String(settings.memberCap));
  const [fault, setFault] = useState<string>();
  const capId = useId();
  const saving = useMutation({
    mutationFn: async () => {
      const groupIds = isEveryone ? [] : chosen;
      const body = { groupIds, guestsMaySpend, memberCap: capOf(cap) };
      await call('setTeamSettings', { params: { id: teamId }, body });
      await client.invalidateQueries({ queryKey: keys.team });
      showNote({ words: 'Who may use the wallet is saved.' });
    },
    onSuccess: onClose,
  });
  const isNobody = !isEveryone && chosen.length === 0;
  const save = () => {
    const found = capFault(cap);
    setFault(found);
    if (found === undefined) saving.mutate();
    else document.getElementById(capId)?.focus();
  };
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <fieldset className={classes.choice}>
        <legend>Who may use it</legend>
        <label className={classes.way}>
          <input type="radio" name="who" checked={isEveryone} onChange={() => setEveryone(true)} />
          Everyone
        </label>
        <label className={classes.way}>
          <input
            type="radio"
            name="who"
            checked={!isEveryone}
            disabled={groups.length === 0}
            onChange={() => setEveryone(false)}
          />
          Only members of these {groupWord}s
        </label>
        {groups.length === 0 && <p className={text.small}>There is no {groupWord} to choose.</p>}
        {!isEveryone && (
          <div className={classes.groups}>
            {groups.map(({ id, name }) => (
              <Checkbox key={id} label={name} checked={chosen.includes(id)} onChange={() => toggle(id)} />
            ))}
          </div>
        )}
        {hasGuests && (
          <Checkbox
            checked={guestsMaySpend}
            onChange={({ currentTarget }) => setGuests(currentTarget.checked)}
            label="Guests, and people of other companies in shared channels, too"
          />
        )}
      </fieldset>
      <TextInput
        id={capId}
        label="Credits for one person in a month"
        description="Empty: as much as there is. Months are the calendar’s, in UTC."
        inputMode="numeric"
        value={cap}
        error={fault}
        onChange={({ currentTarget }) => {
          setCap(currentTarget.value);
          setFault(undefined);
        }}
      />
      {saving.error && <ProblemAlert error={saving.error} />}
      <p className={text.small}>What is being made goes on; from the next request on the new rules hold.</p>
      <Button type="submit" loading={saving.isPending} disabled={isNobody} fullWidth>
        {isNobody ? `Choose a ${groupWord}` : 'Save'}
      </Button>
    </form>
  );
}
