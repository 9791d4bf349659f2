import { type ButtonHTMLAttributes, type ReactNode, useRef } from 'react';

/** A button that opens the browser's file picker. */
export function FilesButton({
  label,
  className,
  accept,
  multiple = false,
  onFiles,
  children,
  ...buttonProps
}: {
  label: string;
  className: string;
  accept?: string | undefined;
  multiple?: boolean;
  onFiles: (files: File[]) => void;
  children: ReactNode;
  'data-option'?: string;
} & Pick<ButtonHTMLAttributes<HTMLButtonElement>, 'onFocus'>) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        {...buttonProps}
        type="button"
        className={className}
        aria-label={label}
        onClick={() => input.current?.click()}
      >
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // Allows picking the same file again.
          event.target.value = '';
        }}
      />
    </>
  );
}
