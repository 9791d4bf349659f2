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

/** Keeps what is typed in the forms of this page (`useForm`), for whoever comes back to it in this tab. */
export function keepUnsent(who: string | null): void {
  const forms: Record<string, Record<string, string>> = {};
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-unsent]')) {
    const typed = typedIn(form);
    if (Object.keys(typed).length > 0) forms[form.dataset.unsent ?? ''] = typed;
  }
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

/** Puts back what was kept of this form, and forgets it. Returns whether there was any. */
export function putBackUnsent(form: HTMLFormElement, who: string | null): boolean {
  const { success, data } = kept.safeParse(read());
  const id = form.dataset.unsent ?? '';
  if (!success || data.path !== location.pathname) return false;
  if (data.who !== who) {
    sessionStorage.removeItem(name);
    return false;
  }
  const { [id]: values, ...others } = data.forms;
  if (!values) return false;
  if (Object.keys(others).length === 0) sessionStorage.removeItem(name);
  else sessionStorage.setItem(name, JSON.stringify({ ...data, forms: others }));
  for (const [field, value] of Object.entries(values)) {
    const input = form.elements.namedItem(field);
    if (isField(input)) input.value = value;
  }
  return true;
}

function read(): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null');
  } catch {
    return null;
  }
}
