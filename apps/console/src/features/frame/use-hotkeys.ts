import { useEffect, useRef } from 'react';

/** Key (`/`, `j`, `?`) or two in a row (`g c`) → what it does. */
export type Hotkeys = Record<string, (event: KeyboardEvent) => void>;

const sequenceMs = 1000;

/**
 * Listens while mounted. Keys are left alone while the person types, while a dialog or menu is open
 * (unless `insideDialogs`), and with Ctrl, Alt or Meta held.
 */
export function useHotkeys(keys: Hotkeys, options: { insideDialogs?: boolean } = {}): void {
  const latest = useRef(keys);
  const insideDialogs = options.insideDialogs ?? false;
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    let before = { key: '', at: 0 };
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (isTyping(event.target) || (!insideDialogs && somethingIsOpen())) return;
      const recent = event.timeStamp - before.at < sequenceMs ? before.key : '';
      const run = latest.current[`${recent} ${event.key}`] ?? latest.current[event.key];
      before = { key: event.key, at: event.timeStamp };
      if (!run) return;
      event.preventDefault();
      run(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [insideDialogs]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}

function somethingIsOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"]') !== null;
}
