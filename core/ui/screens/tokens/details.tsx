import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { TokenView } from '../../../app/types.ts';
import { formatDate, groupDigits } from '../../../i18n/format.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Screen } from '../../components/screen.tsx';
import { announce, useUi, useWords } from '../../context.ts';

/** Everything known of a token but its seed; its own name; the way to its removal. */
export function Details({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useWords();
  const language = ui.language.value;
  const name = useSignal(token.displayName ?? '');
  const input = useRef<HTMLInputElement>(null);
  const { kind, period, digits } = token.otp;
  const facts: [string, string][] = [
    [words.institution, token.institution.name[language]],
    [words.service, token.service.name[language]],
    [words.serviceId, groupDigits(token.service.id).join(' ')],
    [words.tokenId, token.tokenId],
    ...(token.userId ? ([[words.userId, groupDigits(token.userId).join(' ')]] as [string, string][]) : []),
    [words.kind, kind === 'time' && period ? words.kindTime(period, digits) : words.kindEvent(digits)],
    [words.issuedOn, formatDate(token.issuedAt, language)],
    [words.expiresOn, formatDate(token.expiresAt, language)],
    ...(token.loginOrigins.length > 0
      ? ([[words.loginSites, token.loginOrigins.join('\n')]] as [string, string][])
      : []),
  ];
  const save = async () => {
    try {
      await ui.app.rename(token.id, name.value.trim() || null);
      announce(ui, words.saved);
    } catch {
      announce(ui, words.saveFailed);
    }
  };
  return (
    <Screen title={words.detailsTitle} back>
      <dl class="facts">
        {facts.map(([term, fact]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label={words.ownName}
          hint={words.ownNameHint}
          input={input}
          value={name.value}
          maxLength={20}
          onInput={(event) => {
            name.value = event.currentTarget.value;
          }}
        />
        <Button type="submit" look="quiet">
          {words.save}
        </Button>
      </form>
      <div class="apart">
        <Button look="danger" onPress={() => ui.router.go({ at: 'remove', id: token.id })}>
          {words.remove}
        </Button>
      </div>
    </Screen>
  );
}
