import { Anchor, NativeSelect, Switch } from '@mantine/core';
import { Link } from 'react-router';
import { isolated } from '#core/contract/isolated.ts';
import { useSession } from '../client/queries.ts';
import classes from './choice-fields.module.css';
import { type Choices, type End, ends } from './choices.ts';

interface ChoiceFieldsProps {
  choices: Choices;
  onChange: (choices: Choices) => void;
  /** How many images it is about. */
  images: number;
  /** What the link that is changed ends at now, if it does, in words. */
  keptEnd?: string | undefined;
}

/** What a link shows besides the images, to whom, and for how long. */
export function ChoiceFields({ choices, onChange, images, keptEnd }: ChoiceFieldsProps) {
  const { data: session } = useSession();
  const name = session?.user?.name ?? '';
  const set = (change: Partial<Choices>) => onChange({ ...choices, ...change });
  const kept = keptEnd === undefined ? [] : [{ value: 'kept', label: keptEnd }];
  return (
    <div className={classes.fields}>
      <Switch
        label={images === 1 ? 'Show the prompt' : 'Show the prompts'}
        description="The words that you asked with."
        checked={choices.showsPrompt}
        onChange={(event) => set({ showsPrompt: event.currentTarget.checked })}
      />
      <Switch
        label="Show my name"
        description={
          name === '' ? (
            <>
              You have none yet: choose one in the{' '}
              <Anchor component={Link} to="/settings" underline="always" inherit>
                settings
              </Anchor>
              .
            </>
          ) : (
            `“${isolated(name)}”, as in your settings.`
          )
        }
        disabled={name === '' && !choices.showsName}
        checked={choices.showsName}
        onChange={(event) => set({ showsName: event.currentTarget.checked })}
      />
      <Switch
        label="Let search engines list it"
        description="Without this, only people to whom the link was given find it."
        checked={choices.isListed}
        onChange={(event) => set({ isListed: event.currentTarget.checked })}
      />
      <NativeSelect
        label="The link ends"
        value={choices.end}
        onChange={(event) => set({ end: event.currentTarget.value as End })}
        data={[...kept, ...ends.map(({ value, label }) => ({ value, label }))]}
      />
    </div>
  );
}
