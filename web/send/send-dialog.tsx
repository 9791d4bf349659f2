import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import type { Answered } from '#core/contract/pages/contract.ts';
import type { SendPlace } from '#core/contract/pages/made.ts';
import { platforms } from '#core/contract/platforms.ts';
import { call } from '../client/call.ts';
import { keys } from '../client/queries.ts';
import { Dialog } from '../shell/dialog.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import text from '../shell/text.module.css';
import { Time } from '../shell/time.tsx';
import classes from './send-dialog.module.css';
import { channelWords } from './words.ts';

interface SendDialogProps {
  generationId: string;
  opened: boolean;
  onClose: () => void;
}

/** Chooses a channel, and posts a request's images there. */
export function SendDialog({ opened, onClose, ...of }: SendDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Send to a channel">
      {opened && <Places onClose={onClose} {...of} />}
    </Dialog>
  );
}

function Places({ generationId, onClose }: Omit<SendDialogProps, 'opened'>) {
  const places = useQuery({
    queryKey: keys.sendPlaces,
    queryFn: ({ signal }) => call('listSendPlaces', { signal }),
    // Who may write where is what the chats say now.
    gcTime: 0,
  });
  if (places.error) return <ProblemAlert error={places.error} />;
  if (!places.data) return <p className={text.soft}>Asking your chats…</p>;
  const { data } = places;
  if (data.places.length === 0) return <None {...data} onClose={onClose} />;
  return <Form {...data} generationId={generationId} onClose={onClose} />;
}

type Places = Answered<'listSendPlaces'>;

function Form({ places, silent, generationId, onClose }: Places & Omit<SendDialogProps, 'opened'>) {
  const client = useQueryClient();
  const [wanted, setWanted] = useState<string>();
  // Asked for anew, the list names them otherwise.
  const chosen = (places.find(({ id }) => id === wanted) ?? places[0])?.id ?? '';
  const sending = useMutation({
    mutationFn: () => call('sendToPlace', { params: { id: generationId }, body: { placeId: chosen } }),
    onSettled: () =>
      Promise.all([keys.assets, keys.generations].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  const place = places.find(({ id }) => id === chosen);
  const send = (event: FormEvent) => {
    event.preventDefault();
    sending.mutate();
  };
  if (sending.isSuccess && place)
    return (
      <div className={classes.steps}>
        <p role="status">
          It is on its way to {channelWords(place)}. If {platforms[place.platform].label} does not take it, it stays
          here, and your history says so.
        </p>
        <div className={classes.end}>
          <Button onClick={({ detail }) => detail < 2 && onClose()}>Done</Button>
        </div>
      </div>
    );
  return (
    <form className={classes.steps} onSubmit={send}>
      <fieldset className={classes.places}>
        <legend>Where</legend>
        <p className={text.soft}>
          Everybody there sees all images of this request, and that they are yours. It costs nothing.
        </p>
        {places.map((each) => (
          <Channel key={each.id} place={each} isChosen={each.id === chosen} onChoose={() => setWanted(each.id)} />
        ))}
      </fieldset>
      <Silent silent={silent} />
      {sending.error && <ProblemAlert error={sending.error} />}
      <div className={classes.end}>
        <Button type="submit" loading={sending.isPending}>
          Send
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

interface ChannelProps {
  place: SendPlace;
  isChosen: boolean;
  onChoose: () => void;
}

function Channel({ place, isChosen, onChoose }: ChannelProps) {
  const { id, platform, askedAt, url } = place;
  return (
    <div className={classes.place}>
      <label>
        <input type="radio" name="place" value={id} checked={isChosen} onChange={onChoose} />
        {channelWords(place)}
      </label>
      <p className={text.small}>
        {platforms[platform].label} · you asked there <Time at={askedAt} />
        {url !== null && (
          <>
            {' · '}
            <a href={url} target="_blank" rel="noreferrer">
              look
            </a>
          </>
        )}
      </p>
    </div>
  );
}

function None({ silent, onClose }: Pick<Places, 'silent'> & { onClose: () => void }) {
  return (
    <div className={classes.steps}>
      <p>
        Here stand the channels in which you asked for images in the last 30 days, and there is none. Ask once with
        /imagine where you want your images; or type /history there and press “Post here”.
      </p>
      <Silent silent={silent} />
      <div className={classes.end}>
        <Button component={Link} to="/connections" variant="default" onClick={onClose}>
          Linked chats
        </Button>
      </div>
    </div>
  );
}

function Silent({ silent }: Pick<Places, 'silent'>) {
  if (silent.length === 0) return null;
  const names = silent.map((platform) => platforms[platform].label).join(' and ');
  return <p className={text.soft}>{names} does not answer at the moment: its channels are not in this list.</p>;
}
