import { Icon, type IconName } from './icon.tsx';

/** A few things to know or to have at hand: each with a picture, a name and a sentence. */
export function Points(props: {
  points: readonly (readonly [icon: IconName, title: string, text: string])[];
}) {
  return (
    <ul class="needs">
      {props.points.map(([icon, title, text]) => (
        <li key={title}>
          <Icon name={icon} />
          <span>
            <b>{title}</b>
            <small>{text}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}
