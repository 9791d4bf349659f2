import type { ReactNode } from 'react';
import { ActionButton } from './action-button.tsx';
import type { Element } from './block-types.ts';
import { Checkboxes, Radios } from './choices.tsx';
import { ExternalSelect } from './external-select.tsx';
import { FileInput, TextInput } from './inputs.tsx';
import { Select } from './select.tsx';

export interface ElementProps {
  element: Element;
  /** In an input block: the id its label points to. */
  fieldId?: string;
  describedBy?: string;
  isWrong?: boolean;
  label?: string;
}

/** https://docs.slack.dev/reference/block-kit/block-elements */
export function ElementView(props: ElementProps): ReactNode {
  const { type } = props.element;
  if (type === 'button') return <ActionButton element={props.element} />;
  if (type === 'file_input') return <FileInput {...props} />;
  if (type === 'checkboxes') return <Checkboxes {...props} />;
  if (type === 'radio_buttons') return <Radios {...props} />;
  if (type === 'external_select') return <ExternalSelect {...props} />;
  if (type === 'overflow' || type.endsWith('_select')) return <Select {...props} />;
  if (type.endsWith('_input') || type.endsWith('picker')) return <TextInput {...props} />;
  return <span className="s-unknown">The playground cannot show an element of type “{type}”.</span>;
}
