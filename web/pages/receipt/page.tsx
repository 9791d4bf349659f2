import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Page } from '../../shell/page.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Receipt } from '../deletion/receipt.tsx';

/** Checks a pasted receipt. */
export default function ReceiptPage() {
  const [receipt, setReceipt] = useState('');
  const check = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setReceipt(String(new FormData(event.currentTarget).get('receipt') ?? '').replaceAll(/\s+/g, ''));
  };
  return (
    <Page title="Check a receipt" width="narrow" description="Whether we signed the receipt of a deletion.">
      <Sheet>
        <form onSubmit={check}>
          <Textarea
            name="receipt"
            label="The receipt"
            description="The long line in the mail."
            minRows={4}
            autosize
            required
          />
          <Button type="submit" mt="md">
            Check
          </Button>
        </form>
        <p className={text.small}>
          Without us: it is signed with Ed25519, by a key that is published at{' '}
          <a href="/.well-known/upixel-receipts.json">/.well-known/upixel-receipts.json</a>.
        </p>
      </Sheet>
      {receipt !== '' && <Receipt receipt={receipt} />}
    </Page>
  );
}
