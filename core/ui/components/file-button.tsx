import { useRef } from 'preact/hooks';
import { useUi } from '../context.ts';
import { Button, type ButtonProps } from './button.tsx';

/** A button that lets the person choose a file. `accept`: as the input's attribute. */
export function FileButton(
  props: Omit<ButtonProps, 'onPress' | 'type'> & { accept?: string; onFile: (file: File) => void },
) {
  const { accept, onFile, ...button } = props;
  const { app } = useUi();
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
      <Button
        {...button}
        onPress={() => {
          // The system's chooser may cover the app whole, which is no leaving it.
          app.expectAway();
          input.current?.click();
        }}
      />
    </>
  );
}
