import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../../core/ui/components/button.tsx';
import { Icon } from '../../core/ui/components/icon.tsx';
import { Notice } from '../../core/ui/components/notice.tsx';
import { useUi } from '../../core/ui/context.ts';
import type { ResemblesReason } from '../messages.ts';
import { Origin } from './origin.tsx';
import type { PopupSite, Resemblance } from './site.ts';
import { popupWords } from './words.ts';

const REASONS = {
  name: 'alarmName',
  title: 'alarmTitleAlike',
  form: 'alarmForm',
} as const satisfies Record<ResemblesReason, string>;

/** The page is not the bank, or other site of the person's, that it looks like: both names in full, and what to do. No code, no copy, no filling. */
export function LookAlikeAlarm({ site, found }: { site: PopupSite; found: Resemblance }) {
  const words = popupWords[useUi().language.value];
  // What is said of a site that is not known to be a bank's is true of a bank's, too.
  const said = found.isBank
    ? {
        title: words.alarmTitle,
        real: words.alarmBank,
        do2: words.alarmDo2,
        do3: words.alarmDo3,
        open: words.openBank,
      }
    : {
        title: words.alarmOwnTitle,
        real: words.alarmOwn,
        do2: words.alarmOwnDo2,
        do3: words.alarmOwnDo3,
        open: words.openOwn,
      };
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <div class="alarm" role="alert">
      <div class="alarm-head">
        <Icon name="alert" />
        <h1 ref={heading} tabIndex={-1}>
          {said.title.split('\n').map((line) => (
            <span key={line} class="phrase">
              {line}{' '}
            </span>
          ))}
        </h1>
      </div>
      <dl class="alarm-names">
        <div class="alarm-shown">
          <dt>{words.alarmShown}</dt>
          <dd>
            <Origin origin={found.shown} beside={found.bank} />
          </dd>
        </div>
        <div>
          <dt>{said.real}</dt>
          <dd>
            <Origin origin={found.bank} />
          </dd>
        </div>
        <div class="alarm-reasons">
          <dt>{words.alarmReasons}</dt>
          <dd>{found.reasons.map((reason) => words[REASONS[reason]]).join(' · ')}</dd>
        </div>
      </dl>
      <ol class="alarm-steps">
        <li>{words.alarmDo1}</li>
        <li>{said.do2}</li>
        <li>{said.do3}</li>
      </ol>
      <Button icon="open" onPress={() => site.openBank(found.bank)}>
        {said.open}
      </Button>
      <p class="hint">{words.alarmNoCode}</p>
    </div>
  );
}

/** In place of the codes until it is known that the page does not pass itself off as a bank. */
export function Unchecked({ site }: { site: PopupSite }) {
  const words = popupWords[useUi().language.value];
  if (site.lookAlike.value === 'checking')
    return (
      <p class="checking" role="status">
        {words.checking}
      </p>
    );
  return (
    <>
      <Notice tone="danger" title={words.uncheckedTitle} alert>
        <p>{words.uncheckedBody}</p>
      </Notice>
      <Button look="line" onPress={site.goOnUnchecked}>
        {words.showAnyway}
      </Button>
    </>
  );
}
