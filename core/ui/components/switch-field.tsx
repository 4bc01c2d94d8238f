import { useId } from 'preact/hooks';

/** Something that is on or off, with effect at once; `hint` says what it means. */
export function SwitchField(props: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div class="switch">
      <label class="switch-row">
        <span>{props.label}</span>
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says by itself whether it is checked
          role="switch"
          checked={props.checked}
          aria-describedby={props.hint ? id : undefined}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <i class="switch-track" aria-hidden="true" />
      </label>
      {props.hint && (
        <p id={id} class="hint">
          {props.hint}
        </p>
      )}
    </div>
  );
}
