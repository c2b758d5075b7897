import {
  Ban,
  ChartNoAxesCombined,
  Contact,
  House,
  LayoutDashboard,
  type LucideIcon,
  MessageSquareText,
  ScrollText,
  Settings,
  Target,
  Users,
} from 'lucide-react';
import { type ConsoleUser } from '@relance/console-data-access';
import { type MessageKey } from '../../i18n/translate.ts';

export type NavItem = {
  href: string;
  label: MessageKey;
  /** Where there is little room, in place of the label. */
  short?: MessageKey;
  icon: LucideIcon;
  /** Follows `g` on the keyboard. */
  key: string;
  /** Other addresses that belong to the same place. */
  also?: readonly string[];
};

const campaigns: NavItem = { href: '/relance/campaigns', label: 'nav.campaigns', icon: Target, key: 'c' };
const contacts: NavItem = { href: '/relance/contacts', label: 'nav.contacts', icon: Contact, key: 'p' };
const messages: NavItem = { href: '/relance/messages', label: 'nav.messages', icon: MessageSquareText, key: 'm' };
const settings: NavItem = { href: '/relance/settings', label: 'nav.settings', icon: Settings, key: ',' };

const home: NavItem = { href: '/relance/home', label: 'nav.home', icon: House, key: 'h' };

const ofUsers: readonly NavItem[] = [home, campaigns, contacts, messages, settings];

const ofStaff: readonly NavItem[] = [
  { href: '/relance/dashboard', label: 'nav.dashboard', short: 'nav.dashboardShort', icon: LayoutDashboard, key: 'd' },
  campaigns,
  { href: '/relance/owners', label: 'nav.owners', icon: Users, key: 's', also: ['/relance/sessions'] },
  contacts,
  messages,
  { href: '/relance/opt-outs', label: 'nav.optOuts', icon: Ban, key: 'o' },
  { href: '/relance/reports', label: 'nav.reports', icon: ChartNoAxesCombined, key: 'r' },
  { href: '/relance/audit', label: 'nav.audit', icon: ScrollText, key: 'a' },
  settings,
];

export type RoleName = ConsoleUser['role'];

/** The pages of a role, in the order of the sidebar; none while the role is not known. Staff who act for an owner have the owner's home too. */
export function navigationOf(role: RoleName | undefined, { isActing = false } = {}): readonly NavItem[] {
  if (role === undefined) return [];
  if (role === 'user') return ofUsers;
  return isActing ? [home, ...ofStaff] : ofStaff;
}

/** Where a role begins. */
export function startPageOf(role: RoleName | undefined): string {
  return role === 'user' ? '/relance/home' : '/relance/dashboard';
}

export function isHere(item: NavItem, pathname: string): boolean {
  return [item.href, ...(item.also ?? [])].some((href) => pathname === href || pathname.startsWith(`${href}/`));
}

const ofStaffOnly: readonly string[] = [
  '/relance/dashboard',
  '/relance/owners',
  '/relance/sessions',
  '/relance/opt-outs',
  '/relance/reports',
  '/relance/audit',
  '/relance/settings/installation',
  '/relance/settings/users',
];

/** Pages on which nothing can be done but change things: not for support, who reads only. */
const forChangesOnly: readonly string[] = ['/relance/campaigns/new', '/relance/contacts/import'];

const closedTo: Partial<Record<RoleName, readonly string[]>> = { user: ofStaffOnly, support: forChangesOnly };

/**
 * Whether the page is not for the role: about all owners for an owner, made for changes for support. The API refuses
 * what it would ask or send too; this is what is shown.
 */
export function isForbidden(role: RoleName | undefined, pathname: string): boolean {
  const closed = (role && closedTo[role]) ?? [];
  return closed.some((href) => pathname === href || pathname.startsWith(`${href}/`));
}
