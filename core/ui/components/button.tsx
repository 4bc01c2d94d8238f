import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export interface ButtonProps {
  children: ComponentChildren;
  /** 'main' once a screen; 'danger' for what cannot be undone. */
  look?: 'main' | 'quiet' | 'line' | 'danger' | 'text';
  type?: 'button' | 'submit';
  icon?: IconName;
  /** While true the button keeps its place and focus but does nothing. */
  busy?: boolean;
  onPress?: () => void;
}

export function Button({
  children,
  look = 'main',
  type = 'button',
  icon,
  busy = false,
  onPress,
}: ButtonProps) {
  return (
    <button
      type={type}
      class={`button button-${look}`}
      aria-disabled={busy ? 'true' : undefined}
      aria-busy={busy ? 'true' : undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onPress?.();
      }}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

/** `label`: words beside the icon, a part of `name`. `count`: a number on it, said in `name`. */
export function IconButton(props: {
  icon: IconName;
  name: string;
  label?: string;
  count?: number;
  /** While true the button keeps its place and focus but does nothing. */
  off?: boolean;
  onPress: () => void;
}) {
  const { icon, name, label, count, off = false, onPress } = props;
  return (
    <button
      type="button"
      class={label ? 'icon-button icon-button-said' : 'icon-button'}
      aria-label={name}
      title={name}
      aria-disabled={off ? 'true' : undefined}
      onClick={() => {
        if (!off) onPress();
      }}
    >
      <Icon name={icon} />
      {label && <span>{label}</span>}
      {count !== undefined && (
        <b class="icon-count" aria-hidden="true">
          {count > 99 ? '99+' : count}
        </b>
      )}
    </button>
  );
}
