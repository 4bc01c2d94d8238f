import type { ComponentChildren, RefObject } from 'preact';
import { useId } from 'preact/hooks';

export interface FieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | null | undefined;
  input: RefObject<HTMLInputElement | null>;
  value: string;
  onInput: (event: InputEvent & { currentTarget: HTMLInputElement }) => void;
  type?: 'text' | 'password' | undefined;
  inputMode?: 'numeric' | 'text';
  maxLength?: number;
  autoComplete?: string;
  children?: ComponentChildren;
  className?: string;
}

/** A labelled input; its hint and its error stand beside it and are tied to it for screen readers. */
export function Field(props: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [props.error ? errorId : null, props.hint ? hintId : null].filter(Boolean).join(' ');
  return (
    <div class={props.error ? 'field field-bad' : 'field'}>
      <label for={id}>{props.label}</label>
      {props.hint && (
        <p id={hintId} class="hint">
          {props.hint}
        </p>
      )}
      <div class="input-row">
        <input
          ref={props.input}
          id={id}
          class={props.className ?? ''}
          type={(props.type ?? 'text') as 'text'}
          inputMode={props.inputMode ?? 'text'}
          autocomplete={(props.autoComplete ?? 'off') as 'off'}
          autocapitalize="off"
          spellcheck={false}
          {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
          value={props.value}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={describedBy || undefined}
          onInput={props.onInput as never}
          onCompositionEnd={props.onInput as never}
        />
        {props.children}
      </div>
      {props.error && (
        <p id={errorId} class="error">
          {props.error}
        </p>
      )}
    </div>
  );
}
