import { z } from 'zod';

/** What somebody typed and has not sent, over a load of the page that they did not ask for: never passwords, and never anybody else's. */
const kept = z.object({
  /** Whose: an account's id; null: nobody was signed in. */
  who: z.string().nullable(),
  path: z.string(),
  forms: z.record(z.string(), z.record(z.string(), z.string())),
});

const name = 'upixel.unsent';
const textTypes = ['text', 'email', 'search', 'url', 'tel', 'number', 'textarea'];

/** What is written in fields that are no part of such a form (`useUnsentWords`), by their names. */
const held = new Map<string, string>();

/** Until the returned function is called, these words are kept as what is typed in a form. */
export function holdUnsent(id: string, words: string): () => void {
  held.set(id, words);
  return () => held.delete(id);
}

/** Keeps what is typed on this page (`useForm`, `useUnsentWords`), for whoever comes back to it in this tab. */
export function keepUnsent(who: string | null): void {
  const forms: Record<string, Record<string, string>> = {};
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-unsent]')) {
    const typed = typedIn(form);
    if (Object.keys(typed).length > 0) forms[form.dataset.unsent ?? ''] = typed;
  }
  for (const [id, words] of held) forms[id] = { words };
  if (Object.keys(forms).length === 0) return;
  sessionStorage.setItem(name, JSON.stringify({ who, path: location.pathname, forms } satisfies z.infer<typeof kept>));
}

/** The fields that were changed; and then what is chosen beside them, of which nobody knows whether it was. */
function typedIn(form: HTMLFormElement): Record<string, string> {
  // A password that is shown is text.
  const isSecret = (field: Field) => /password/.test(field.getAttribute('autocomplete') ?? '');
  const fields = [...form.elements].filter(isField).filter((field) => field.name !== '' && !isSecret(field));
  const isTyped = (field: Field) =>
    !(field instanceof HTMLSelectElement) && textTypes.includes(field.type) && field.value !== field.defaultValue;
  if (!fields.some(isTyped)) return {};
  const kept = fields.filter((field) => isTyped(field) || field instanceof HTMLSelectElement);
  return Object.fromEntries(kept.map((field) => [field.name, field.value]));
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const isField = (element: unknown): element is Field =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;

/** The words that were kept under this name, which are forgotten; undefined if there are none. */
export const takeUnsentWords = (id: string, who: string | null): string | undefined => take(id, who)?.words;

/** Puts back what was kept of this form, and forgets it. Returns whether there was any. */
export function putBackUnsent(form: HTMLFormElement, who: string | null): boolean {
  const values = take(form.dataset.unsent ?? '', who);
  if (!values) return false;
  for (const [field, value] of Object.entries(values)) {
    const input = form.elements.namedItem(field);
    if (isField(input)) input.value = value;
  }
  return true;
}

function take(id: string, who: string | null): Record<string, string> | undefined {
  const { success, data } = kept.safeParse(read());
  if (!success || data.path !== location.pathname) return undefined;
  if (data.who !== who) {
    sessionStorage.removeItem(name);
    return undefined;
  }
  const { [id]: values, ...others } = data.forms;
  if (!values) return undefined;
  if (Object.keys(others).length === 0) sessionStorage.removeItem(name);
  else sessionStorage.setItem(name, JSON.stringify({ ...data, forms: others }));
  return values;
}

function read(): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null');
  } catch {
    return null;
  }
}
