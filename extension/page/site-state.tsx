import { Icon } from '../../core/ui/components/icon.tsx';

/** Whether the browser lets codes into a site, in a word or two; the mark only repeats it. */
export function SiteState({ isAllowed, text }: { isAllowed: boolean; text: string }) {
  return (
    <span class={isAllowed ? 'site-state site-state-on' : 'site-state'}>
      {isAllowed && <Icon name="check" />}
      {text}
    </span>
  );
}
