import type { Filled, Form } from '#core/chat/card/form.ts';
import type { Deps } from '#core/deps.ts';
import { findImageModel } from '#core/models/catalogue.ts';

/** A form and what is filled in, as they can be offered now: without models that are on no menu. No statement of its own. */
export async function offeredForm(
  { rules }: Pick<Deps, 'rules'>,
  form: Form,
  filled: Filled,
): Promise<{ form: Form; filled: Filled }> {
  const field = form.fields.find(({ name }) => name === 'model');
  if (field?.type !== 'choice') return { form, filled };
  const drifted = await rules.drifted();
  const choices = field.choices.filter((name) => !drifted.has(findImageModel(name)?.id ?? ''));
  // With none left, the request says what to do.
  if (choices.length === 0 || choices.length === field.choices.length) return { form, filled };
  const fields = form.fields.map((each) => (each === field ? { ...field, choices } : each));
  const isOffered = choices.some((name) => name === filled.model);
  return { form: { ...form, fields }, filled: isOffered ? filled : { ...filled, model: undefined } };
}
