import { Screen } from '../../components/screen.tsx';

export function About() {
  return <Screen title="" back />;
}
