import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';

/** One statement to agree to. */
export function CheckField(props: {
  label: string;
  checked: boolean;
  error?: string | null;
  input: RefObject<HTMLInputElement | null>;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div class={props.error ? 'field field-bad' : 'field'}>
      <label class="check">
        <input
          ref={props.input}
          type="checkbox"
          checked={props.checked}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={props.error ? id : undefined}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <span>{props.label}</span>
      </label>
      {props.error && (
        <p id={id} class="error">
          {props.error}
        </p>
      )}
    </div>
  );
}
