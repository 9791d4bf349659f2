import { TextInput, type TextInputProps } from '@mantine/core';

/** The reason, which only the list of operators' actions shows. */
export const ReasonInput = (props: TextInputProps) => (
  <TextInput
    label="Reason"
    description="For other operators. The person does not see it."
    maxLength={500}
    autoComplete="off"
    {...props}
  />
);
