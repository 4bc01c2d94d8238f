import { useMemo } from 'preact/hooks';
import { drawQr } from '../../qr/draw.ts';

/** A QR code: dark on white in every theme, with its white edge, as large as its place allows. */
export function QrPicture(props: { text: string; label: string; mending?: 'low' | 'medium' }) {
  const { size, path } = useMemo(() => drawQr(props.text, props.mending), [props.text, props.mending]);
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={props.label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
