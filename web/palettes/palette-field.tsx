import { TextInput } from '@mantine/core';
import { useId } from 'react';
import { longestPalette } from '#core/contract/pages/shapes.ts';
import { useAllPalettes } from './swapping.ts';
import { coloursText } from './words.ts';

interface PaletteFieldProps {
  className?: string | undefined;
  value: string;
  onChange: (written: string) => void;
  error?: string | undefined;
}

/** A palette by its name, or colours. It offers one's own, and the classics of another name. */
export function PaletteField({ className, value, onChange, error }: PaletteFieldProps) {
  const list = useId();
  const all = useAllPalettes();
  const own = new Set(all.filter(({ isOwn }) => isOwn).map(({ name }) => name.toLowerCase()));
  const offered = all.filter(({ isOwn, id, name }) => isOwn || ![id, name.toLowerCase()].some((each) => own.has(each)));
  return (
    <>
      <TextInput
        {...(className === undefined ? {} : { className })}
        label="Palette"
        description="These colours alone: a classic, such as pico-8, one of yours, or hex, such as 1a1c2c, f4f4f4."
        maxLength={longestPalette}
        list={list}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        error={error}
      />
      <datalist id={list}>
        {offered.map(({ id, name, colours, isOwn }) => (
          <option key={id} value={isOwn ? name : id}>
            {`${name} · ${coloursText(colours.length)}`}
          </option>
        ))}
      </datalist>
    </>
  );
}
