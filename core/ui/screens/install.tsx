import { Screen } from '../components/screen.tsx';

export function Install() {
  return <Screen title="" back />;
}
