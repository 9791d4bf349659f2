import { useState } from 'react';
import type { SandboxSnapshot } from '../sandbox-snapshot.ts';
import { DiscordPanel } from './discord/panel.tsx';
import { Drawer } from './drawer.tsx';
import { useConnected, useSnapshot } from './live.ts';
import { usePlace } from './place.ts';
import { LightboxProvider } from './shared/picture.tsx';
import { SlackPanel } from './slack/panel.tsx';

const all = ['sandbox', 'discord', 'slack'] as const;
const isInstall = ({ label }: { label: string }) => /install/i.test(label);

export function App() {
  const [place, go] = usePlace();
  const [isOpen, setOpen] = useState(false);
  const { snapshot: sandbox } = useSnapshot<SandboxSnapshot>('/api/sandbox', all);
  const links = sandbox?.links ?? [];
  return (
    <LightboxProvider>
      <header className="top">
        <img src="/icon.svg" alt="" width={28} height={28} />
        <h1>
          UPixel <span>playground</span>
        </h1>
        <Connection />
        <nav aria-label="Elsewhere">
          {links
            .filter((each) => !isInstall(each))
            .map(({ label, url }) => (
              <a key={url} href={url} target="_blank" rel="noreferrer">
                {label}
              </a>
            ))}
          <a href="/mailbox" target="_blank" rel="noreferrer">
            Mailbox
          </a>
        </nav>
        <button
          type="button"
          className="open-drawer"
          aria-haspopup="dialog"
          disabled={!sandbox}
          onClick={() => setOpen(true)}
        >
          Faults &amp; clock{sandbox && sandbox.faults.length > 0 ? ` (${sandbox.faults.length})` : ''}
        </button>
      </header>
      <main className={place.only ? `only-${place.only}` : ''}>
        {place.only !== 'slack' && <DiscordPanel place={place} go={go} />}
        {place.only !== 'discord' && <SlackPanel place={place} go={go} installUrl={links.find(isInstall)?.url} />}
      </main>
      {isOpen && sandbox && <Drawer sandbox={sandbox} onClose={() => setOpen(false)} />}
    </LightboxProvider>
  );
}

/** Whether the page is live. */
function Connection() {
  const isConnected = useConnected();
  return (
    <span className={`connection ${isConnected ? 'on' : 'off'}`} role="status">
      {isConnected ? 'live' : 'not connected'}
    </span>
  );
}
