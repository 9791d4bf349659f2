import type { ReactNode } from 'react';
import { ActionButton } from './action-button.tsx';
import { Checkboxes, Radios } from './choices.tsx';
import type { ElementProps } from './element-props.ts';
import { ExternalSelect } from './external-select.tsx';
import { FileInput, TextInput } from './inputs.tsx';
import { Select } from './select.tsx';

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
