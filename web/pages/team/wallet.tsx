import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Team } from '#core/contract/pages/team.ts';
import { Credits } from '../../shell/credits.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { LotList } from '../credits/lot-list.tsx';
import sum from '../credits/sum.module.css';
import { Rules } from './rules.tsx';
import { SettingsDialog } from './settings-dialog.tsx';

/** Its contents, and who may use it. */
export function Wallet({ wallet, teamId }: { wallet: NonNullable<Team['wallet']>; teamId: string }) {
  const { balance, onHold, lots } = wallet;
  const [isSetting, setSetting] = useState(false);
  return (
    <Sheet aria-labelledby="team-wallet">
      <h2 id="team-wallet">In the wallet</h2>
      <p className={sum.sum}>
        <Credits amount={balance} />
      </p>
      {onHold > 0 && (
        <p className={text.soft}>
          <Credits amount={onHold} /> more on hold for what is being made; what is not made comes back.
        </p>
      )}
      <LotList lots={lots} />
      <Rules of={wallet} />
      <div>
        <Button variant="default" onClick={() => setSetting(true)}>
          Change who and how much
        </Button>
      </div>
      <SettingsDialog teamId={teamId} opened={isSetting} onClose={() => setSetting(false)} />
    </Sheet>
  );
}
