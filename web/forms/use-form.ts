import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { problemOf } from '../client/problem.ts';
import { signedInAs } from '../client/queries.ts';
import { putBackUnsent } from '../client/unsent.ts';

type Values<Name extends string> = Record<Name, string>;
type Faults<Name extends string> = Partial<Record<Name, string>>;

interface FormOptions<Name extends string> {
  /** The names of its inputs, which are the API's names, so that its errors find them. */
  fields: readonly Name[];
  /** Faults that need no server to detect. */
  check?: (values: Values<Name>) => Faults<Name>;
  submit: (values: Values<Name>) => Promise<unknown>;
  onDone?: (values: Values<Name>) => void;
}

/**
 * A form with uncontrolled inputs. A fault of an input is shown at the input, which gets the focus; any other is `error`, for
 * `ProblemAlert`.
 */
export function useForm<Name extends string>({ fields, check, submit, onDone }: FormOptions<Name>) {
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Faults<Name>>({});
  const sending = useMutation({
    mutationFn: submit,
    onSuccess: (_, values) => onDone?.(values),
    onError: (error) => setFaults(faultsOf(error, fields)),
  });

  useEffect(() => {
    if (Object.keys(faults).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);

  // What was typed before the page had to be loaded anew (client/unsent.ts).
  useEffect(() => {
    if (form.current) putBackUnsent(form.current, signedInAs(client));
  }, [client]);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sending.isPending) return;
    const values = valuesOf(event.currentTarget, fields);
    const found = check?.(values) ?? {};
    setFaults(found);
    if (Object.keys(found).length === 0) sending.mutate(values);
    else sending.reset();
  };

  const isSaidAtFields = Object.keys(faultsOf(sending.error, fields)).length > 0;
  return {
    /** For the <form>. The messages are ours, not the browser's. */
    props: { ref: form, onSubmit, noValidate: true, 'data-unsent': fields.join(' ') },
    /** For the input with that name: `{...field('email')}`. */
    field: (name: Name) => ({
      name,
      error: faults[name],
      onInput: () => faults[name] !== undefined && setFaults({ ...faults, [name]: undefined }),
    }),
    error: isSaidAtFields ? null : sending.error,
    isPending: sending.isPending,
    isDone: sending.isSuccess,
    /** The values that were submitted last. */
    sent: sending.variables,
    /** Empties the inputs; the success message stays. */
    clear: () => form.current?.reset(),
  };
}

function valuesOf<Name extends string>(form: HTMLFormElement, fields: readonly Name[]): Values<Name> {
  const data = new FormData(form);
  return Object.fromEntries(fields.map((name) => [name, String(data.get(name) ?? '')])) as Values<Name>;
}

function faultsOf<Name extends string>(error: unknown, fields: readonly Name[]): Faults<Name> {
  if (!error) return {};
  const faults: Faults<Name> = {};
  for (const { path, message } of problemOf(error).errors ?? []) {
    const name = fields.find((field) => field === path);
    if (name) faults[name] ??= message;
  }
  return faults;
}
