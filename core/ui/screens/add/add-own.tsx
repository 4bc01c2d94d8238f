import { Screen } from '../../components/screen.tsx';

export function AddOwn() {
  return <Screen title="" back />;
}
