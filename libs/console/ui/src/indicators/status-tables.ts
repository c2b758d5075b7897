// One table a noun: status → colour and icon. Words come from the caller's language.
import {
  Ban,
  CalendarClock,
  CheckCheck,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleHelp,
  CircleSlash,
  CircleX,
  Clock,
  Filter,
  Hourglass,
  Link2,
  Link2Off,
  LoaderCircle,
  type LucideIcon,
  Pause,
  PencilLine,
  Play,
  QrCode,
  RefreshCw,
  Repeat,
  ShieldAlert,
  SkipForward,
  Split,
  UserCheck,
  WifiOff,
} from 'lucide-react';
import { type Tone } from '../tones.ts';

/** How a status looks: never by colour alone. */
export type StatusLook = { tone: Tone; icon: LucideIcon };

export const campaignStatusLooks = {
  draft: { tone: 'neutral', icon: PencilLine },
  scheduled: { tone: 'blue', icon: CalendarClock },
  active: { tone: 'green', icon: Play },
  paused: { tone: 'yellow', icon: Pause },
  completed: { tone: 'purple', icon: CircleCheck },
  cancelled: { tone: 'red', icon: CircleX },
} as const satisfies Record<string, StatusLook>;

export const campaignTypeLooks = {
  default: { tone: 'blue', icon: Repeat },
  filtered: { tone: 'purple', icon: Filter },
} as const satisfies Record<string, StatusLook>;

export const sessionStateLooks = {
  none: { tone: 'neutral', icon: Link2Off },
  connecting: { tone: 'blue', icon: LoaderCircle },
  awaiting_scan: { tone: 'blue', icon: QrCode },
  pairing: { tone: 'blue', icon: RefreshCw },
  connected: { tone: 'green', icon: Link2 },
  retry_wait: { tone: 'amber', icon: Hourglass },
  waiting_network: { tone: 'amber', icon: WifiOff },
  disconnected: { tone: 'neutral', icon: CircleSlash },
  conflict: { tone: 'orange', icon: Split },
  restricted: { tone: 'orange', icon: ShieldAlert },
  expired: { tone: 'red', icon: CircleX },
} as const satisfies Record<string, StatusLook>;

export const targetStatusLooks = {
  active: { tone: 'green', icon: Play },
  sending: { tone: 'blue', icon: LoaderCircle },
  unknown: { tone: 'amber', icon: CircleHelp },
  completed: { tone: 'purple', icon: CircleCheck },
  converted: { tone: 'green', icon: UserCheck },
  exited: { tone: 'neutral', icon: CircleSlash },
} as const satisfies Record<string, StatusLook>;

export const dayStateLooks = {
  pending: { tone: 'neutral', icon: CircleDashed },
  sent: { tone: 'blue', icon: Clock },
  delivered: { tone: 'green', icon: CheckCheck },
  read: { tone: 'green', icon: CheckCheck },
  failed: { tone: 'red', icon: CircleX },
  refused: { tone: 'red', icon: Ban },
  unknown: { tone: 'amber', icon: CircleHelp },
  skipped: { tone: 'neutral', icon: SkipForward },
} as const satisfies Record<string, StatusLook>;

export type CampaignStatusName = keyof typeof campaignStatusLooks;
export type CampaignTypeName = keyof typeof campaignTypeLooks;
export type SessionStateName = keyof typeof sessionStateLooks;
export type TargetStatusName = keyof typeof targetStatusLooks;
export type DayStateName = keyof typeof dayStateLooks;

/** For a status this build does not know (a newer API): drawn neutral rather than not at all. */
export const unknownLook: StatusLook = { tone: 'neutral', icon: CircleDot };

/** The look of a status by name in one of the tables above. */
export function lookOf(table: Record<string, StatusLook>, status: string): StatusLook {
  return table[status] ?? unknownLook;
}
