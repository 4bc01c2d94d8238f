import type { TokenView } from '../../../app/types.ts';
import { formatDate, groupDigits } from '../../../i18n/format.ts';
import type { Language } from '../../../i18n/language.ts';
import { Button } from '../../components/button.tsx';
import { NameForm } from '../../components/name-form.tsx';
import { Screen } from '../../components/screen.tsx';
import { SwitchField } from '../../components/switch-field.tsx';
import { useUi, useWords } from '../../context.ts';
import type { Words } from '../../messages.ts';
import { type DetailsWords, useDetailsWords } from './details-messages.ts';

type Fact = readonly [term: string, fact: string];

/** How its codes change, and how many digits they have. */
function kindWords({ otp }: TokenView, words: DetailsWords): string {
  const { kind, period, digits } = otp;
  return kind === 'time' && period ? words.kindTime(period, digits) : words.kindEvent(digits);
}

/** Everything known of a token but its seed. */
function facts(token: TokenView, language: Language, common: Words, words: DetailsWords): Fact[] {
  const kind: Fact = [words.kind, kindWords(token, words)];
  const added: Fact = [words.addedOn, formatDate(token.addedAt, language)];
  if (token.source === 'own')
    return [
      ...(token.issuer ? [[words.issuer, token.issuer] as const] : []),
      ...(token.account ? [[words.account, token.account] as const] : []),
      kind,
      [words.algorithm, token.otp.algorithm],
      added,
    ];
  return [
    [words.institution, token.institution.name[language]],
    [words.service, token.service.name[language]],
    [common.serviceId, groupDigits(token.service.id).join(' ')],
    [words.tokenId, token.tokenId],
    ...(token.userId ? [[common.userId, groupDigits(token.userId).join(' ')] as const] : []),
    kind,
    [words.issuedOn, formatDate(token.issuedAt, language)],
    [words.expiresOn, formatDate(token.expiresAt, language)],
    added,
    ...(token.loginOrigins.length > 0 ? [[words.loginSites, token.loginOrigins.join('\n')] as const] : []),
  ];
}

/** Whether it may leave this device, and what to do with a new one. */
function Leaving({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useDetailsWords();
  const isMoved = token.source === 'issuer' && token.isMoved;
  return (
    <section class="group">
      <h2>{words.leaving}</h2>
      {isMoved && <p>{words.moved}</p>}
      <p>
        {token.leaving === 'never'
          ? words.leavingNever
          : token.leaving === 'sealed'
            ? words.leavingSealed
            : words.leavingFree}
      </p>
      {token.leaving === 'free' && (
        <Button look="line" icon="phone" onPress={() => ui.router.go({ at: 'export', id: token.id })}>
          {words.export}
        </Button>
      )}
    </section>
  );
}

/** Everything known of a token; its own name; whether it comes first; the ways to carry it and to remove it. */
export function Details({ token }: { token: TokenView }) {
  const ui = useUi();
  const common = useWords();
  const words = useDetailsWords();
  const { app } = ui;
  const { startToken } = app.preferences.value;
  return (
    <Screen title={words.detailsTitle} back>
      <dl class="facts">
        {facts(token, ui.language.value, common, words).map(([term, fact]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      {!app.readOnly.value && <NameForm token={token} />}
      {app.tokens.value.length > 1 && (
        <SwitchField
          label={words.first}
          hint={words.firstHint}
          checked={startToken === token.id}
          onChange={(isFirst) => app.setPreferences({ startToken: isFirst ? token.id : null })}
        />
      )}
      <Leaving token={token} />
      {!app.readOnly.value && (
        <div class="apart">
          <Button look="danger" onPress={() => ui.router.go({ at: 'remove', id: token.id })}>
            {common.remove}
          </Button>
        </div>
      )}
    </Screen>
  );
}
