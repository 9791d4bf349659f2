import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { platforms } from '#core/contract/platforms.ts';
import { useIdentities } from '../../client/use-identities.ts';
import { AddButtons } from '../../shell/add-buttons.tsx';
import { CopyButton } from '../../shell/copy-button.tsx';
import { Credits } from '../../shell/credits.tsx';
import { PixelIcon } from '../../shell/pixel-icon.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Ways } from '../../shell/ways.tsx';
import classes from './first-steps.module.css';

const example = '/imagine a fox knight';

/** For people who have not made anything yet. */
export function FirstSteps({ balance }: { balance: number }) {
  const identities = useIdentities();
  const linked = [...new Set(identities.data?.items.map(({ platform }) => platforms[platform].label))];
  const isLinked = linked.length > 0;
  return (
    <Sheet aria-labelledby="first-steps">
      <h2 id="first-steps">Your first image in three steps</h2>
      <ol className={classes.steps}>
        <Step
          number={1}
          isDone={isLinked}
          title={isLinked ? `${linked.join(' and ')} ${linked.length > 1 ? 'are' : 'is'} connected` : 'Connect a chat'}
        >
          {isLinked ? (
            <p>What you make there comes here too.</p>
          ) : (
            <>
              <p>
                Is UPixel not in your server or workspace yet? Add it first. Then type <code>/link</code> in Discord or{' '}
                <code>/upixel link</code> in Slack, and press the button that appears.
              </p>
              <Ways>
                <AddButtons />
                <Button component={Link} to="/connections" variant="default">
                  Connect a chat
                </Button>
              </Ways>
            </>
          )}
        </Step>
        <Step number={2} title="Say what you want to see">
          <p>
            Write it above, or type this in that chat. You see the price before it costs anything
            {balance > 0 && (
              <>
                , and you have <Credits amount={balance} />
              </>
            )}
            .
          </p>
          <div className={classes.example}>
            <code>{example}</code>
            <CopyButton text={example} label="Copy the command" />
          </div>
        </Step>
        <Step number={3} title="Find it here">
          <p>
            The picture appears on this page and in your gallery by itself, and in the chat where you asked for it: to
            download, to sort into projects, to make again.
          </p>
        </Step>
      </ol>
    </Sheet>
  );
}

interface StepProps {
  number: number;
  isDone?: boolean;
  title: string;
  children: ReactNode;
}

function Step({ number, isDone = false, title, children }: StepProps) {
  return (
    <li data-done={isDone || undefined}>
      <span className={classes.sign} aria-hidden="true">
        {isDone ? <PixelIcon name="done" size={18} /> : number}
      </span>
      <div className={classes.words}>
        <h3>
          {isDone && <span className={text.visuallyHidden}>Done: </span>}
          {title}
        </h3>
        {children}
      </div>
    </li>
  );
}
