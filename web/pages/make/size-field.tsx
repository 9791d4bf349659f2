import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Hindrance } from '#core/contract/pages/made.ts';
import type { Model } from '#core/contract/pages/shapes.ts';
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
      {isExact && <Exact value={value} onChange={onChange} exact={exact} />}
      {hindrance && (
        <div className={classes.fault} role="alert">
          <p>
            {hindrance.title}. {hindrance.next}
          </p>
          {hindrance.nearest !== null && (
            <Button size="xs" variant="default" onClick={() => hindrance.nearest && onChange(hindrance.nearest)}>
              Take {hindrance.nearest.replace('x', ' × ')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

const Sign = ({ size }: { size: string }) => <i className={classes.sign} data-size={size} aria-hidden="true" />;

/** Width and height, and what is usual. */
function Exact({ value, onChange, exact }: Pick<SizeFieldProps, 'value' | 'onChange' | 'exact'>) {
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
    <>
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
      {exact && (
        <>
          <ul className={classes.usual} aria-label="Usual sizes">
            {exact.usual.map((size) => (
              <li key={size}>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-pressed={size === value}
                  onClick={() => {
                    setTyped(undefined);
                    onChange(size);
                  }}
                >
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
      )}
    </>
  );
}
