import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { Sheet } from '../../shell/sheet.tsx';
import { CodeBlock } from './code-block.tsx';
import classes from './rules.module.css';
import { askText, listText, programText } from './samples.ts';

/** From a key to a picture on one's disk. */
export function FirstCall({ server }: { server: string }) {
  return (
    <Sheet aria-labelledby="first-call" className={classes.rules}>
      <h2 id="first-call">First call</h2>
      <ol>
        <li>
          Make a key in{' '}
          <Anchor component={Link} to="/settings/keys" underline="always">
            your settings
          </Anchor>{' '}
          and put it in place of <code>upx_YOUR_KEY</code>.
        </li>
        <li>
          See that you have credits: a picture costs what it costs everywhere, and a refused one nothing. A linked chat
          brings some each month, or{' '}
          <Anchor component={Link} to="/billing" underline="always">
            get some
          </Anchor>
          .
        </li>
        <li>Ask for a picture. The answer comes at once, with the price, while it is being made.</li>
      </ol>
      <CodeBlock label="In a terminal" text={askText(server)} />
      <p>Some seconds later your newest request has its picture, with the address of its file:</p>
      <CodeBlock label="In the same terminal" text={listText(server)} />
      <h3>The same as a program</h3>
      <p>
        It makes a picture, waits for it and saves it. With Node 20 or newer: put it into <code>fox.mjs</code> and start
        it with <code>UPIXEL_KEY=upx_YOUR_KEY node fox.mjs</code>.
      </p>
      <CodeBlock label="fox.mjs" text={programText(server)} />
    </Sheet>
  );
}
