import { useRef } from 'preact/hooks';
import { Button, type ButtonProps } from './button.tsx';

/** A button that lets the person choose a file. `accept`: as the input's attribute. */
export function FileButton(
  props: Omit<ButtonProps, 'onPress' | 'type'> & { accept?: string; onFile: (file: File) => void },
) {
  const { accept, onFile, ...button } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        {...(accept === undefined ? {} : { accept })}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // Cleared, so that choosing the same file again counts again.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      <Button {...button} onPress={() => input.current?.click()} />
    </>
  );
}
