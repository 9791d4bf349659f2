import type { Filled, Hints } from '#core/chat/card/form.ts';
import { cut } from '#core/chat/cut.ts';
import { quoted } from '#core/contract/isolated.ts';
import { type Asker, describeOptions } from './define-command.ts';
import type { AskedForm } from './define-form.ts';
import { fieldsIn } from './line-again.ts';
import { checkOptions } from './parse-options.ts';

interface Opens {
  form: AskedForm;
  filled(asker: Asker): Promise<Filled>;
  hints?(asker: Asker): Promise<Hints>;
}

/** The form that was refused, with what was written in it: a wrong value says so in its field, where the nearest right one stands. */
export function corrected(act: Opens, line: string): Opens {
  const { form, filled, hints } = act;
  const fields = describeOptions(form);
  const written = fieldsIn(fields, line);
  const checked = checkOptions(form, written);
  const faults = 'faults' in checked ? checked.faults : [];
  const isBeside = ([name]: [string, unknown]) => !fields.some((field) => field.name === name);
  const nearest: Filled = Object.fromEntries(
    faults.flatMap(({ name, near }) => (near === undefined ? [] : [[name, near] as const])),
  );
  const wrong: Hints = Object.fromEntries(
    faults.map(({ name, label, what, near }) => [
      name,
      near === undefined
        ? `${label} ${what}`
        : `You wrote ${quoted(cut(String(written[name]), 30))}, which does not fit; the nearest is ${near}`,
    ]),
  );
  return {
    form: { ...form, title: 'Correct what you wrote' },
    filled: async (asker) => ({
      ...Object.fromEntries(Object.entries(await filled(asker)).filter(isBeside)),
      ...written,
      ...nearest,
    }),
    hints: async (asker) => ({ ...(await hints?.(asker)), ...wrong }),
  };
}
