import type { Element } from './block-types.ts';
import { useSurface } from './surface.ts';

/** An element's value: kept until the modal is submitted, or sent at once without a form around it. */
export function useField(element: Element, isInput: boolean) {
  const surface = useSurface();
  const actionId = element.action_id ?? '';
  const kept = surface.form?.values[actionId];
  return {
    value: kept,
    set(value: string | string[]) {
      surface.form?.change(actionId, value);
      // In a modal's input block, the app gets it only at the end, unless the block asks for more.
      if (!isInput || element.dispatch_action)
        surface.act(actionId, { selected: Array.isArray(value) ? value : [value] });
    },
    surface,
    actionId,
  };
}
