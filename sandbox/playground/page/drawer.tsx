import { useState } from 'react';
import type { SandboxSnapshot } from '../sandbox-snapshot.ts';
import { act } from './api.ts';
import { Part, type Run } from './drawer-part.tsx';
import { People } from './drawer-people.tsx';
import { sentenceOf } from './live.ts';
import { Dialog } from './shared/dialog.tsx';

const steps = [
  ['1 min', 60_000],
  ['15 min', 900_000],
  ['1 h', 3_600_000],
  ['1 day', 86_400_000],
  ['30 days', 30 * 86_400_000], // no further, because Stripe forgets events after that time
] as const;

/** Controls of the sandbox: its time, its faults, its people. */
export function Drawer({ sandbox, onClose }: { sandbox: SandboxSnapshot; onClose: () => void }) {
  const [said, setSaid] = useState('');
  const run = (what: Promise<unknown>, done: string) => {
    what.then(() => setSaid(done)).catch((cause) => setSaid(sentenceOf(cause)));
  };
  return (
    <Dialog label="Faults and clock" className="drawer" onClose={onClose}>
      <header>
        <h2>Faults &amp; clock</h2>
        <button type="button" aria-label="Close" onClick={onClose}>
          ×
        </button>
      </header>
      <p className="said" role="status">
        {said}
      </p>
      <Part
        title="Clock"
        note={
          sandbox.aheadMs > 0
            ? `All stand-ins are ${duration(sandbox.aheadMs)} ahead.`
            : 'All stand-ins have this machine’s time.'
        }
      >
        <div className="row">
          {steps.map(([label, ms]) => (
            <button
              key={label}
              type="button"
              onClick={() => run(act.sandbox('move-clock', { ms }), `It is ${label} later.`)}
            >
              + {label}
            </button>
          ))}
        </div>
      </Part>
      <Faults sandbox={sandbox} run={run} />
      <Part title="Special prompts" note="A word of these in a prompt makes Replicate’s stand-in behave so.">
        <dl>
          {Object.entries(sandbox.specialPrompts).map(([word, what]) => (
            <div key={word}>
              <dt>
                <code>{word}</code>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </Part>
      <People sandbox={sandbox} run={run} />
      <Part title="Begin again" note="Empties the chats, the mailbox and what Replicate made. UPixel’s own data stays.">
        <button
          type="button"
          className="danger"
          onClick={() => {
            if (window.confirm('Empty all chats, the mailbox and Replicate’s predictions?'))
              run(act.sandbox('reset', {}), 'Everything is as at the first start.');
          }}
        >
          Reset the stand-ins
        </button>
      </Part>
    </Dialog>
  );
}

function Faults({ sandbox, run }: { sandbox: SandboxSnapshot; run: Run }) {
  const [faultId, setFaultId] = useState(sandbox.menu[0]?.id ?? '');
  const label = sandbox.menu.find(({ id }) => id === faultId)?.label ?? '';
  const standIns = [...new Set(sandbox.menu.map(({ standIn }) => standIn))];
  return (
    <Part title="Faults" note="The next request that fits meets the fault.">
      <div className="row">
        <select aria-label="Fault" value={faultId} onChange={({ target }) => setFaultId(target.value)}>
          {standIns.map((standIn) => (
            <optgroup key={standIn} label={standIn}>
              {sandbox.menu
                .filter((each) => each.standIn === standIn)
                .map((each) => (
                  <option key={each.id} value={each.id}>
                    {each.label}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
        <button
          type="button"
          className="primary"
          onClick={() => run(act.sandbox('add-fault', { faultId }), `Added: ${label}.`)}
        >
          Add
        </button>
      </div>
      {sandbox.faults.length > 0 ? (
        <>
          <ul>
            {sandbox.faults.map(({ standIn, text }, index) => (
              <li key={String(index)}>
                <strong>{standIn}</strong> {text}
              </li>
            ))}
          </ul>
          <button type="button" onClick={() => run(act.sandbox('clear-faults', {}), 'All is well again.')}>
            Clear the faults
          </button>
        </>
      ) : (
        <p className="note">None is waiting.</p>
      )}
      <div className="row">
        <span>Credit at Replicate:</span>
        {(
          [
            ['unlimited', null],
            ['$3, throttled', 3],
            ['none', 0],
          ] as const
        ).map(([name, dollars]) => (
          <button
            key={name}
            type="button"
            onClick={() => run(act.sandbox('credit', { dollars }), `Credit at Replicate: ${name}.`)}
          >
            {name}
          </button>
        ))}
      </div>
    </Part>
  );
}

function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ] as const;
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, unit]) => `${count} ${unit}`)
      .join(' ') || 'less than a minute'
  );
}
