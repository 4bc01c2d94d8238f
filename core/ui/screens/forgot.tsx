import { Screen } from '../components/screen.tsx';

export function Forgot() {
  return <Screen title="" back />;
}
