import { Slot } from 'radix-ui';
import { type ComponentType, type KeyboardEvent, lazy, Suspense, useState } from 'react';
import { loadAgain } from '../load-again.ts';
import { type MenuItemProps, type MenuProps } from './menu-parts.tsx';

/** Loaded once, when a menu's button is pointed at, focused or pressed: no page needs it to be read. */
const parts = () => loadAgain(() => import('./menu-parts.tsx'));
const OpenMenu: ComponentType<MenuProps> = lazy(() => parts().then((part) => ({ default: part.OpenMenu })));

/** One line of a menu. */
export const MenuItem: ComponentType<MenuItemProps> = lazy(() => parts().then((part) => ({ default: part.MenuItem })));
export const MenuSeparator: ComponentType = lazy(() => parts().then((part) => ({ default: part.MenuSeparator })));

/** A menu that opens from `trigger` (a button), by click, Enter, Space or an arrow down. */
export function Menu(props: MenuProps) {
  const [opened, setOpened] = useState(false);
  const ahead = () => void parts().catch(() => undefined); // asked for again when it is opened
  const button = (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={ahead}
      onFocus={ahead}
      onClick={() => setOpened(true)}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        setOpened(true);
      }}
    >
      {props.trigger}
    </Slot.Root>
  );
  if (!opened) return button;
  return (
    <Suspense fallback={button}>
      <OpenMenu {...props} />
    </Suspense>
  );
}
