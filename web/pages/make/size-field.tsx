import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Hindrance } from '#core/contract/pages/made.ts';
import type { Model } from '#core/contract/pages/model-shapes.ts';
import { Choices } from './choices.tsx';
import classes from './size-field.module.css';

interface SizeFieldProps {
  /** Shapes. */
  sizes: readonly string[];
  value: string;
  onChange: (size: string) => void;
  /** The pixels that the model draws exactly, if it does. */
  exact: Model['exactSizes'];
  hindrance: Hindrance | undefined;
}

const pixels = 'pixels';

/** A shape; or exact pixels, where the model draws them, or they are chosen already. */
export function SizeField({ sizes, value, onChange, exact, hindrance }: SizeFieldProps) {
  const isExact = !sizes.includes(value);
  const choices = sizes.map((size) => ({ value: size, label: size, sign: <Sign size={size} /> }));
  return (
    <div className={classes.size}>
      <Choices
        legend="Shape"
        name="size"
        isInThrees
        value={isExact ? pixels : value}
        onChange={(size) => onChange(size === pixels ? (exact?.usual[1] ?? exact?.usual[0] ?? '64x64') : size)}
        choices={
          exact || isExact ? [...choices, { value: pixels, label: pixels, sign: <Sign size={pixels} /> }] : choices
        }
      />
      {isExact && <Sides value={value} onChange={onChange} />}
      {hindrance && <Fault hindrance={hindrance} onChange={onChange} />}
      {isExact && exact && <Usual value={value} onChange={onChange} exact={exact} />}
    </div>
  );
}

function Fault({ hindrance: { title, next, nearest }, onChange }: { hindrance: Hindrance } & Changes) {
  return (
    <div className={classes.fault} role="alert" tabIndex={-1} data-hindrance>
      <p>
        {title}. {next}
      </p>
      {nearest !== null && (
        <Button size="xs" variant="default" onClick={() => onChange(nearest)}>
          Take {nearest.replace('x', ' × ')}
        </Button>
      )}
    </div>
  );
}

const Sign = ({ size }: { size: string }) => <i className={classes.sign} data-size={size} aria-hidden="true" />;

type Changes = Pick<SizeFieldProps, 'onChange'>;

/** Width and height. */
function Sides({ value, onChange }: Changes & Pick<SizeFieldProps, 'value'>) {
  const [typed, setTyped] = useState<{ width: string; height: string }>();
  const [width = '', height = ''] = value.split('x');
  const shown = typed ?? { width, height };
  const type = (part: Partial<typeof shown>) => {
    const next = { ...shown, ...part };
    setTyped(next);
    if (/^[1-9]\d{0,4}$/.test(next.width) && /^[1-9]\d{0,4}$/.test(next.height))
      onChange(`${next.width}x${next.height}`);
  };
  const side = { inputMode: 'numeric', maxLength: 5, onBlur: () => setTyped(undefined) } as const;
  return (
    <div className={classes.exact}>
      <TextInput
        {...side}
        label="Width"
        value={shown.width}
        onChange={({ currentTarget }) => type({ width: currentTarget.value.trim() })}
      />
      <span aria-hidden="true">×</span>
      <TextInput
        {...side}
        label="Height"
        value={shown.height}
        onChange={({ currentTarget }) => type({ height: currentTarget.value.trim() })}
      />
    </div>
  );
}

/** What is usual, and what goes. */
function Usual({
  value,
  onChange,
  exact,
}: Changes & Pick<SizeFieldProps, 'value'> & { exact: NonNullable<SizeFieldProps['exact']> }) {
  return (
    <>
      <ul className={classes.usual} aria-label="Usual sizes">
        {exact.usual.map((size) => (
          <li key={size}>
            <Button size="compact-sm" variant="default" aria-pressed={size === value} onClick={() => onChange(size)}>
              {size.replace('x', ' × ')}
            </Button>
          </li>
        ))}
      </ul>
      <p className={classes.sides}>
        {exact.min} to {exact.max.toLocaleString('en')} pixels a side
        {exact.step > 1 && `, in steps of ${exact.step}`}.
      </p>
    </>
  );
}
