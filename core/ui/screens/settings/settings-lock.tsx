import { useSignal } from '@preact/signals';
import type { LockOptions } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProofForm } from '../../components/proof-form.tsx';
import { Screen } from '../../components/screen.tsx';
import { SwitchField } from '../../components/switch-field.tsx';
import { useUi, useWords } from '../../context.ts';
import { type LockWords, useLockWords } from './lock-messages.ts';
import { PasskeyProof } from './passkey-proof.tsx';
import { usePasskeySwitch } from './passkey-switch.ts';

const IDLE = { '1': 1, '5': 5, '15': 15, '60': 60, never: null } as const;
type Idle = keyof typeof IDLE;

const idleLabel = (value: Idle, words: LockWords): string => {
  const minutes = IDLE[value];
  return minutes === null ? words.idleNever : words.idleMinutes(minutes);
};

/** On, off, and its code. */
function LockState() {
  const { app, router } = useUi();
  const words = useLockWords();
  const appWords = useWords();
  const hasLock = app.hasLock.value;
  return (
    <section class="group">
      <h2>
        {appWords.lock}
        <span class={hasLock ? 'state state-on' : 'state'}>{hasLock ? words.stateOn : words.stateOff}</span>
      </h2>
      <div class="button-row">
        {hasLock ? (
          <>
            <Button look="quiet" icon="lock" onPress={() => app.lock()}>
              {words.lockNow}
            </Button>
            <Button look="line" onPress={() => router.go({ at: 'lock-code', task: 'change' })}>
              {words.change}
            </Button>
            <Button look="line" onPress={() => router.go({ at: 'lock-code', task: 'off' })}>
              {words.turnOff}
            </Button>
          </>
        ) : app.tokens.value.length > 0 ? (
          <Button icon="lock" onPress={() => router.go({ at: 'lock-code', task: 'on' })}>
            {words.turnOn}
          </Button>
        ) : (
          <p class="hint">{words.later}</p>
        )}
      </div>
    </section>
  );
}

/** The passkey, an extra way in beside the code. */
function PasskeyGroup() {
  const { app } = useUi();
  const words = useLockWords();
  const passkey = usePasskeySwitch();
  const state = app.passkey.value;
  const isOn = state === 'on';
  return (
    <section class="group">
      <h2>
        {words.passkey}
        {state !== 'unsupported' && (
          <span class={isOn ? 'state state-on' : 'state'}>{isOn ? words.stateOn : words.stateOff}</span>
        )}
      </h2>
      <p class="hint">{words.passkeyExplain}</p>
      {passkey.trouble && (
        <Notice tone="danger" alert>
          <p>{passkey.trouble}</p>
        </Notice>
      )}
      {state === 'unsupported' ? (
        <Notice>
          <p>{words.passkeyNotHere}</p>
        </Notice>
      ) : isOn ? (
        <>
          <p class="hint">{words.passkeyKeepCode}</p>
          <Button look="line" busy={passkey.busy} onPress={() => void passkey.turnOff()}>
            {passkey.busy ? words.passkeyBusy : words.passkeyOff}
          </Button>
        </>
      ) : passkey.asksProof ? (
        <PasskeyProof />
      ) : (
        <Button look="quiet" icon="finger" busy={passkey.busy} onPress={() => void passkey.turnOn()}>
          {passkey.busy ? words.passkeyBusy : words.passkeyOn}
        </Button>
      )}
    </section>
  );
}

/** Whether every code is asked for; whoever holds the open device must not get around it by turning it off. */
function EveryCode({ keep }: { keep: (change: Partial<LockOptions>) => void }) {
  const { app } = useUi();
  const words = useLockWords();
  const proving = useSignal(false);
  const { everyCode } = app.lockOptions.value;
  if (proving.value && everyCode && app.needsProof())
    return (
      <section class="group">
        <h2>{words.everyCode}</h2>
        <ProofForm
          lead={words.everyCodeProof}
          submit={words.everyCodeOff}
          passkey={words.passkeyProof}
          onProved={() => keep({ everyCode: false })}
        />
      </section>
    );
  return (
    <SwitchField
      label={words.everyCode}
      hint={words.everyCodeHint}
      checked={everyCode}
      onChange={(wanted) => {
        if (!wanted && app.needsProof()) proving.value = true;
        else keep({ everyCode: wanted });
      }}
    />
  );
}

/**
 * When it locks by itself, and whether every code is asked for. Not where the shell has a rule of its own: there
 * it also fills codes in, and a cover on the screen would promise too much.
 */
function Timing() {
  const { app, platform, language } = useUi();
  const words = useLockWords();
  const failed = useSignal(false);
  const { idleMinutes, onHide } = app.lockOptions.value;
  if (!platform.locksByItself) return <>{platform.lockRule?.(language.value)}</>;
  const keep = async (change: Partial<LockOptions>) => {
    failed.value = false;
    const kept = await app.setLockOptions(change).catch(() => false);
    // Drawn anew, so that what was pressed shows again what holds.
    failed.value = !kept;
  };
  return (
    <>
      <Choice<Idle>
        legend={words.idle}
        value={(idleMinutes === null ? 'never' : String(idleMinutes)) as Idle}
        options={(['1', '5', '15', '60', 'never'] as const).map((value) => ({
          value,
          label: idleLabel(value, words),
        }))}
        onChange={(value) => void keep({ idleMinutes: IDLE[value] })}
      />
      <SwitchField
        label={words.onHide}
        hint={words.onHideHint}
        checked={onHide}
        onChange={(wanted) => void keep({ onHide: wanted })}
      />
      <EveryCode keep={(change) => void keep(change)} />
      {failed.value && (
        <Notice tone="danger" alert>
          <p>{words.saveFailed}</p>
        </Notice>
      )}
    </>
  );
}

/** The app lock: its code, the passkey beside it, and when it closes. */
export function SettingsLock() {
  const { app } = useUi();
  const words = useLockWords();
  const appWords = useWords();
  const hasLock = app.hasLock.value;
  return (
    <Screen title={appWords.lock} lead={words.explain} back>
      <LockState />
      {hasLock && <PasskeyGroup />}
      {hasLock && <Timing />}
    </Screen>
  );
}
