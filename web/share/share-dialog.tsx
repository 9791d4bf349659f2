import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { mostShared, type Share } from '#core/contract/pages/shares.ts';
import { call } from '../client/call.ts';
import { keys } from '../client/queries.ts';
import { useOnce } from '../client/use-once.ts';
import { Dialog } from '../shell/dialog.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import text from '../shell/text.module.css';
import { ChoiceFields } from './choice-fields.tsx';
import { leastShown, sentChoices } from './choices.ts';
import { EarlierLinks } from './earlier-links.tsx';
import { LinkField } from './link-field.tsx';
import classes from './share-dialog.module.css';

interface ShareDialogProps {
  /** The images, in the order in which the link shows them. */
  ids: readonly string[];
  opened: boolean;
  onClose: () => void;
}

/** Makes a link to images, and shows it. */
export function ShareDialog({ ids, opened, onClose }: ShareDialogProps) {
  // Outlives the steps: opened again after an answer that was lost, the same wish is still the same link.
  const once = useOnce<Share>();
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={ids.length === 1 ? 'Share this image' : `Share ${ids.length} images`}
    >
      {opened && <Steps ids={ids} once={once} onClose={onClose} />}
    </Dialog>
  );
}

function Steps({
  ids,
  once,
  onClose,
}: Pick<ShareDialogProps, 'ids' | 'onClose'> & { once: ReturnType<typeof useOnce<Share>> }) {
  const client = useQueryClient();
  const [choices, setChoices] = useState(leastShown);
  const making = useMutation({
    mutationFn: () =>
      once(JSON.stringify([ids, choices]), (requestKey) =>
        call('createShare', { body: { ids: [...ids], ...sentChoices(choices), requestKey } }),
      ),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.shares }),
  });
  if (ids.length > mostShared)
    return (
      <p className={text.soft}>
        A link shows {mostShared} images at most, and you chose {ids.length}. Choose fewer, or make several links.
      </p>
    );
  if (making.data) return <Made share={making.data} onClose={onClose} />;
  const make = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  const [only] = ids.length === 1 ? ids : [];
  return (
    <form className={classes.steps} onSubmit={make}>
      {only !== undefined && <EarlierLinks assetId={only} />}
      <p className={text.soft}>
        Whoever has the link sees {ids.length === 1 ? 'this image' : 'these images'}, without an account, and can
        download {ids.length === 1 ? 'it' : 'them'}. Nobody else does, and you can end it at any moment.
      </p>
      <ChoiceFields choices={choices} onChange={setChoices} images={ids.length} />
      {making.error && <ProblemAlert error={making.error} />}
      <div className={classes.end}>
        <Button type="submit" loading={making.isPending}>
          Make the link
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function Made({ share: { url }, onClose }: { share: Share; onClose: () => void }) {
  return (
    <div className={classes.steps}>
      {url !== null && <LinkField url={url} isFocused />}
      <p className={text.soft}>
        Pasted in Discord or Slack, it shows the picture itself. All your links are at Shared: see there how often they
        were opened, change them, or end them.
      </p>
      <div className={classes.end}>
        {/* It stands where the form's button stood: the second press of a double click is not meant for it. */}
        <Button onClick={({ detail }) => detail < 2 && onClose()}>Done</Button>
        <Button component={Link} to="/shared" variant="default">
          All links
        </Button>
      </div>
    </div>
  );
}
