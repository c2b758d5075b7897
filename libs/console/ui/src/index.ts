export { cn } from './cn.ts';
export { type Tone } from './tones.ts';
export {
  campaignStatusLooks,
  campaignTypeLooks,
  dayStateLooks,
  lookOf,
  sessionStateLooks,
  targetStatusLooks,
  type CampaignStatusName,
  type CampaignTypeName,
  type DayStateName,
  type SessionStateName,
  type StatusLook,
  type TargetStatusName,
} from './status-tables.ts';
export { StatusBadge, Tag } from './badge.tsx';
export { Button, type ButtonProps } from './button.tsx';
export { Checkbox } from './checkbox.tsx';
export { FilterChip, RemovableChip } from './chip.tsx';
export { CopyText } from './copy-text.tsx';
export { CountdownRing } from './countdown-ring.tsx';
export { DayDots, type DayDot } from './day-dots.tsx';
export { Dialog, type DialogProps } from './dialog.tsx';
export { Drawer, type DrawerProps } from './drawer.tsx';
export { Facts, Notice, Section } from './facts.tsx';
export { Field, Input, Select, Textarea } from './field.tsx';
export { Flash } from './flash.tsx';
export { Kbd } from './kbd.tsx';
export { LivePill, type ConnectionStatusName } from './live-pill.tsx';
export { Menu, MenuItem, MenuSeparator } from './menu.tsx';
export { PageHeader } from './page-header.tsx';
export { Pager } from './pager.tsx';
export { Popover } from './popover.tsx';
export { ProgressBar, ProgressLegend, type ProgressPart } from './progress-bar.tsx';
export { EmptyState, ErrorState, Skeleton } from './states.tsx';
export { Strikes } from './strikes.tsx';
export { CardItem, CardList, Table, Td, Th, Tr, type Sort } from './table.tsx';
export { TabPanel, Tabs, type TabItem } from './tabs.tsx';
export { Tile, Tiles } from './tile.tsx';
