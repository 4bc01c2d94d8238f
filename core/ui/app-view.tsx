import { Announcer } from './components/announcer.tsx';
import { Button } from './components/button.tsx';
import { useUi, useWords } from './context.ts';
import { useDocumentLook } from './document-look.ts';
import { Details } from './screens/details.tsx';
import { Gone } from './screens/gone.tsx';
import { LockCode } from './screens/lock-code.tsx';
import { Locked } from './screens/locked.tsx';
import { Remove } from './screens/remove.tsx';
import { RenewLater } from './screens/renew-later.tsx';
import { SetUp } from './screens/set-up/set-up.tsx';
import { Settings } from './screens/settings.tsx';
import { Starting } from './screens/starting.tsx';
import { Token } from './screens/token.tsx';
import { TokenList } from './screens/token-list.tsx';
import { Unavailable } from './screens/unavailable.tsx';
import { Welcome } from './screens/welcome.tsx';

function Home() {
  const tokens = useUi().app.tokens.value;
  const [only] = tokens;
  if (!only) return <Welcome />;
  return tokens.length === 1 ? <Token token={only} alone /> : <TokenList tokens={tokens} />;
}

/** The screens of the open app; a route to a token that is gone falls back to home. */
function Open() {
  const { app, router } = useUi();
  const route = router.route.value;
  const token = 'id' in route ? app.tokens.value.find(({ id }) => id === route.id) : undefined;
  switch (route.at) {
    case 'home':
      return <Home key="home" />;
    case 'set-up':
      return <SetUp key="set-up" step={route.step} />;
    case 'settings':
      return <Settings key="settings" />;
    case 'lock-code':
      return <LockCode key={`lock-${route.task}`} task={route.task} />;
    case 'token':
      return token ? <Token key="token" token={token} alone={false} /> : <Home key="home" />;
    case 'details':
      return token ? <Details key="details" token={token} /> : <Home key="home" />;
    case 'renew':
      return token ? <RenewLater key="renew" token={token} /> : <Home key="home" />;
    case 'remove':
      return token ? <Remove key="remove" token={token} /> : <Home key="home" />;
  }
}

/** A new release is offered where nothing is being entered, and nowhere else. */
function UpdatePrompt() {
  const { app, platform, router } = useUi();
  const words = useWords();
  const quiet = app.status.value.at === 'open' && ['home', 'token'].includes(router.route.value.at);
  if (!platform.update?.ready.value || !quiet) return null;
  return (
    <aside class="update" aria-label={words.updateReady}>
      <p>{words.updateReady}</p>
      <Button look="line" onPress={() => platform.update?.apply()}>
        {words.updateApply}
      </Button>
    </aside>
  );
}

function StatusView() {
  const { app } = useUi();
  const status = app.status.value;
  switch (status.at) {
    case 'starting':
      return <Starting />;
    case 'unavailable':
      return <Unavailable reason={status.reason} />;
    case 'gone':
      return <Gone />;
    case 'locked':
      return <Locked failures={status.failures} waitUntil={status.waitUntil} />;
    case 'open':
      return <Open />;
  }
}

export function AppView() {
  useDocumentLook();
  return (
    <>
      <UpdatePrompt />
      <StatusView />
      <Announcer />
    </>
  );
}
