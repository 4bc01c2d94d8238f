import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { AddOwnResult, OwnTokenInput, TokenView } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { TokenCode } from '../../components/token-code.tsx';
import { announce, useUi } from '../../context.ts';
import { codeToUse } from '../../current-code.ts';
import { type AddWords, useAddWords } from './add-messages.ts';

type Failure = Exclude<Extract<AddOwnResult, { ok: false }>['reason'], 'here-already'>;

/** What it would be, row by row. */
function facts(token: OwnTokenInput, words: AddWords): (readonly [string, string])[] {
  const { kind, period, digits, algorithm } = token.otp;
  return [
    [words.ownService, token.issuer ?? words.ownNone],
    [words.ownAccount, token.account ?? words.ownNone],
    [words.ownKind, kind === 'time' && period ? words.kindTimeOf(period, digits) : words.kindEventOf(digits)],
    ...(kind === 'event' ? [[words.ownCounter, String(token.counter)] as const] : []),
    // Told only where it is not what almost everybody uses.
    ...(algorithm === 'SHA-1' ? [] : [[words.algorithm, algorithm] as const]),
  ];
}

/** It is added: its first code, for the service that waits for one. */
function Added({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useAddWords();
  const isEvent = token.otp.kind === 'event';
  return (
    <Screen
      title={words.ownAddedTitle}
      lead={isEvent ? words.ownAddedEvent : words.ownAddedLead}
      wide
      actions={
        <>
          <Button onPress={() => ui.router.home()}>{words.ownFinish}</Button>
          {codeToUse(ui, token) !== null && <CopyButton look="quiet" code={() => codeToUse(ui, token)} />}
        </>
      }
    >
      <TokenCode token={token} />
    </Screen>
  );
}

/** It is on this device already: the way to it. */
function Here({ id }: { id: string }) {
  const ui = useUi();
  const words = useAddWords();
  return (
    <Screen
      title={words.ownHereTitle}
      lead={words.ownHere}
      back
      actions={<Button onPress={() => ui.router.replace({ at: 'token', id })}>{words.ownHereOpen}</Button>}
    />
  );
}

/** Shows what a QR code, a link or the form says, asks for a name, and adds it at a press. */
export function AddOwn() {
  const ui = useUi();
  const words = useAddWords();
  /** Held here, so that it is still known while and after it is added. */
  const token = useRef(ui.found.peek()).current;
  const name = useSignal('');
  const busy = useSignal(false);
  const failure = useSignal<Failure | null>(null);
  const added = useSignal<string | null>(null);
  const here = useSignal<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(
    () => () => {
      ui.found.value = null;
    },
    [],
  );

  const add = async () => {
    if (busy.value || !token) return;
    busy.value = true;
    failure.value = null;
    try {
      const result = await ui.app.addOwn(token);
      if (!result.ok) {
        if (result.reason === 'here-already') here.value = result.id;
        else failure.value = result.reason;
        return;
      }
      ui.byHand.value = null;
      const own = name.value.trim();
      // The token counts, not its name: that can be given again under its details.
      if (own !== '') await ui.app.rename(result.id, own).catch(() => {});
      added.value = result.id;
      announce(ui, words.ownAddedTitle, false);
    } catch {
      failure.value = 'storage';
    } finally {
      busy.value = false;
    }
  };

  const shown = ui.app.tokens.value.find(({ id }) => id === added.value);
  if (shown) return <Added key="added" token={shown} />;
  if (here.value !== null) return <Here key="here" id={here.value} />;
  if (!token)
    return (
      <Screen
        title={words.addTitle}
        lead={words.ownNothing}
        back
        actions={
          <Button onPress={() => ui.router.replace({ at: 'scan' })} icon="camera">
            {words.otherScan}
          </Button>
        }
      />
    );
  return (
    <form
      class="contents"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Screen
        title={words.ownTitle}
        lead={words.ownLead}
        back
        actions={
          <Button type="submit" busy={busy.value}>
            {busy.value ? words.ownAdding : words.ownAdd}
          </Button>
        }
      >
        <div class="form">
          <dl class="facts">
            {facts(token, words).map(([term, fact]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{fact}</dd>
              </div>
            ))}
          </dl>
          <Field
            label={words.ownNameLabel}
            hint={words.ownNameHint}
            input={input}
            value={name.value}
            maxLength={20}
            onInput={(event) => {
              name.value = event.currentTarget.value;
            }}
          />
          <Notice>
            <p>{words.ownBank}</p>
          </Notice>
          {failure.value && (
            <Notice tone="danger" title={words.ownFailedTitle} alert>
              <p>{failure.value === 'storage-full' ? words.ownFull : words.ownStorage}</p>
            </Notice>
          )}
        </div>
      </Screen>
    </form>
  );
}
