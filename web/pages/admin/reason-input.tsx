import { TextInput, type TextInputProps } from '@mantine/core';

/** Why: for the list of what operators did, and for nobody else. */
export const ReasonInput = (props: TextInputProps) => (
  <TextInput
    label="Reason"
    description="For other operators. The person does not see it."
    maxLength={500}
    autoComplete="off"
    {...props}
  />
);
