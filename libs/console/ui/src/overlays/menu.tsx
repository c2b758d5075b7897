import { Slot } from 'radix-ui';
import { type ComponentType, type KeyboardEvent, lazy, type MouseEvent, Suspense, useState } from 'react';
import { loadAgain } from '../load-again.ts';
import { type MenuItemProps, type MenuProps, type OpenMenuProps } from './menu-parts.tsx';

/** Loaded once, when a menu's button is pointed at, focused or pressed: no page needs it to be read. */
const parts = () => loadAgain(() => import('./menu-parts.tsx'));
const OpenMenu: ComponentType<OpenMenuProps> = lazy(() => parts().then((part) => ({ default: part.OpenMenu })));

/** One line of a menu. */
export const MenuItem: ComponentType<MenuItemProps> = lazy(() => parts().then((part) => ({ default: part.MenuItem })));
export const MenuSeparator: ComponentType = lazy(() => parts().then((part) => ({ default: part.MenuSeparator })));

/** A menu that opens from `trigger` (a button), by click, Enter, Space or an arrow down. */
export function Menu(props: MenuProps) {
  const [opened, setOpened] = useState<'by pointer' | 'by keys' | null>(null);
  const ahead = () => void parts().catch(() => undefined); // asked for again when it is opened
  const button = (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={ahead}
      onFocus={ahead}
      onClick={({ detail }: MouseEvent) => setOpened(detail === 0 ? 'by keys' : 'by pointer')} // no press is counted for Enter and Space
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        setOpened('by keys');
      }}
    >
      {props.trigger}
    </Slot.Root>
  );
  if (opened === null) return button;
  return (
    <Suspense fallback={button}>
      <OpenMenu {...props} byKeys={opened === 'by keys'} />
    </Suspense>
  );
}
