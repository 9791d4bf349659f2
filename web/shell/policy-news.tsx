import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { Answered } from '#core/contract/pages/contract.ts';
import { type PolicyName, policyTitles, policyVersions } from '#core/contract/policies.ts';
import { call } from '../client/call.ts';
import classes from './policy-news.module.css';

type Policies = Answered<'getSession'>['policies'];

/** A line at the first visit after the policy or the terms changed. To come again is to accept them. */
export function PolicyNews({ policies }: { policies: Policies }) {
  /** What this visit began with: the line stays until its reader closes it or leaves. */
  const [{ at, documents }] = useState(policies);
  const [isOpen, setIsOpen] = useState(at === 'first' || at === 'changed');
  const { mutate: note } = useMutation({
    mutationFn: (how: 'shown' | 'accepted') => call('notePolicies', { body: { how } }),
  });

  useEffect(() => {
    if (at !== 'accepted') note(at === 'told' ? 'accepted' : 'shown');
  }, [at, note]);

  if (!isOpen) return null;
  const close = () => {
    note('accepted');
    setIsOpen(false);
  };
  return (
    <section className={classes.news} aria-label="Policy and terms">
      <p>
        {at === 'first' ? 'By using UPixel you accept its ' : 'Changed since you were here: our '}
        {documents.map((name, index) => (
          <span key={name}>
            {index > 0 && ' and '}
            <PolicyLink name={name} isNew={at === 'first'} />
          </span>
        ))}
        {at === 'first' ? '.' : '. By going on you accept that.'}
      </p>
      <Button size="xs" variant="default" onClick={close}>
        I have seen it
      </Button>
    </section>
  );
}

const PolicyLink = ({ name, isNew }: { name: PolicyName; isNew: boolean }) => (
  <Link to={isNew ? `/${name}` : `/${name}/${policyVersions[name][0]}/changes`}>
    {policyTitles[name].toLowerCase()}
  </Link>
);
