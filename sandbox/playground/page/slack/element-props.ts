import type { Element } from './block-types.ts';

export interface ElementProps {
  element: Element;
  /** In an input block: the id its label points to. */
  fieldId?: string;
  describedBy?: string;
  isWrong?: boolean;
  label?: string;
}
