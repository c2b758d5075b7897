import { LayoutDashboard, type LucideIcon, Smartphone, Target } from 'lucide-react';
import { type MessageKey } from '../../i18n/translate.ts';

export type NavItem = { href: string; label: MessageKey; icon: LucideIcon; key: string };

/** The pages that exist, in the order of the sidebar. `key` follows `g` on the keyboard. */
export const navigation: readonly NavItem[] = [
  { href: '/relance/dashboard', label: 'nav.dashboard', icon: LayoutDashboard, key: 'd' },
  { href: '/relance/campaigns', label: 'nav.campaigns', icon: Target, key: 'c' },
  { href: '/relance/sessions', label: 'nav.sessions', icon: Smartphone, key: 's' },
];
