import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

export interface NoticeProps {
  children: ComponentChildren;
  title?: string;
  tone?: 'plain' | 'good' | 'danger';
  /** Spoken at once when it appears (an answer to what the person just did). */
  alert?: boolean;
}

export function Notice({ children, title, tone = 'plain', alert = false }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} role={alert ? 'alert' : undefined}>
      <Icon name={tone === 'good' ? 'check' : tone === 'danger' ? 'alert' : 'info'} />
      <div>
        {title && <p class="notice-title">{title}</p>}
        <div class="notice-body">{children}</div>
      </div>
    </div>
  );
}
