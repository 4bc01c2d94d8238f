import { Screen } from '../components/screen.tsx';

export function Inbox() {
  return <Screen title="" back />;
}
