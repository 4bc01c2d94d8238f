import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import {
  type Camera,
  type CameraFault,
  type CameraResult,
  cameraPermission,
  openCamera,
} from '../../../../browser/camera.ts';
import { createQrReader, type QrReader } from '../../../../browser/qr-reader.ts';
import { useUi } from '../../../context.ts';

/** 'looking': whether it would have to ask; 'ask': explained to the person first. */
export type CameraState =
  | { at: 'looking' | 'ask' | 'opening' }
  | { at: 'open'; camera: Camera }
  | { at: 'fault'; reason: CameraFault };

export interface CameraUse {
  state: Signal<CameraState>;
  video: RefObject<HTMLVideoElement>;
  /** Opens it, or another one by its id; after a press, since the browser may ask. */
  open(id?: string | null): void;
}

/**
 * Between two looks, ms: often enough to see each of three codes a second twice. Never less than the last look
 * took, so that a slow device stays free for presses.
 */
const LOOK_EVERY = 120;

/**
 * The camera of a screen: open while the screen is, ended when it is left, hidden or locked, and opened again when it
 * is seen again. `onText` gets what is read, a text once until another is read.
 */
export function useCamera(onText: (text: string) => void): CameraUse {
  const { platform } = useUi();
  const reader = useRef<QrReader | null>(null);
  const state = useSignal<CameraState>({ at: 'looking' });
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(onText);
  told.current = onText;
  /** Counts tries: one that was overtaken ends what it opened. */
  const turn = useRef(0);

  const end = () => {
    turn.current += 1;
    if (state.peek().at === 'open') (state.peek() as { camera: Camera }).camera.stop();
  };

  const open = (id: string | null = null) => {
    end();
    const mine = turn.current;
    state.value = { at: 'opening' };
    const settle = (result: CameraResult) => {
      if (mine !== turn.current) {
        if (result.ok) result.camera.stop();
        return;
      }
      state.value = result.ok
        ? { at: 'open', camera: result.camera }
        : { at: 'fault', reason: result.reason };
      if (!result.ok) return;
      result.camera.onEnd(() => {
        if (mine === turn.current) state.value = { at: 'fault', reason: 'busy' };
      });
      follow(result.camera, mine);
    };
    if (video.current) void openCamera(video.current, id).then(settle);
  };

  const follow = (camera: Camera, mine: number) => {
    let last: string | null = null;
    reader.current ??= createQrReader(platform.startQrReader);
    const { read } = reader.current;
    const look = async () => {
      const began = performance.now();
      const pixels = mine === turn.current ? camera.look() : null;
      const text = pixels && (await read(pixels));
      if (mine !== turn.current) return;
      if (text !== null && text !== last) {
        last = text;
        told.current(text);
      }
      setTimeout(() => void look(), Math.max(LOOK_EVERY, performance.now() - began));
    };
    void look();
  };

  useEffect(() => {
    const mine = turn.current;
    void cameraPermission().then((permission) => {
      if (mine !== turn.current || state.peek().at !== 'looking') return;
      // A device without a camera, or a window without cameras, says so at once: nothing is asked for in vain.
      if (permission === 'granted' || !navigator.mediaDevices) open();
      else if (permission === 'refused') state.value = { at: 'fault', reason: 'refused' };
      else
        void navigator.mediaDevices.enumerateDevices().then(
          (all) => {
            if (mine !== turn.current || state.peek().at !== 'looking') return;
            state.value = all.some(({ kind }) => kind === 'videoinput')
              ? { at: 'ask' }
              : { at: 'fault', reason: 'none' };
          },
          () => {
            state.value = { at: 'ask' };
          },
        );
    });
    let wasOpen: string | null | undefined;
    const seen = () => {
      const now = state.peek();
      if (document.hidden && now.at === 'open') {
        wasOpen = now.camera.id;
        end();
        state.value = { at: 'opening' };
      } else if (!document.hidden && wasOpen !== undefined) {
        open(wasOpen);
        wasOpen = undefined;
      }
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      document.removeEventListener('visibilitychange', seen);
      end();
      reader.current?.end();
    };
  }, []);

  return { state, video: video as RefObject<HTMLVideoElement>, open };
}
