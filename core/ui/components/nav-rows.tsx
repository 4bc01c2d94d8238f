import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

/** Short rows that lead on to other screens, in one sheet. */
export function NavRows({ children }: { children: ComponentChildren }) {
  return <ul class="nav-rows">{children}</ul>;
}

/** One row: where it leads, and in small words how things stand there. */
export function NavRow(props: {
  icon: IconName;
  label: string;
  note?: string | undefined;
  /** Something there wants a look. */
  alert?: boolean;
  onPress: () => void;
}) {
  return (
    <li>
      <button type="button" class="nav-row" onClick={props.onPress}>
        <Icon name={props.icon} />
        <span class="nav-row-text">
          <b>{props.label}</b>
          {props.note && <small class={props.alert ? 'nav-row-alert' : undefined}>{props.note}</small>}
        </span>
        <Icon name="forward" />
      </button>
    </li>
  );
}
