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
} from './indicators/status-tables.ts';
export { StatusBadge, Tag } from './indicators/badge.tsx';
export { useOnce } from './actions/use-once.ts';
export { Button, type ButtonProps } from './actions/button.tsx';
export { Checkbox } from './forms/checkbox.tsx';
export { FilterChip, RemovableChip } from './actions/chip.tsx';
export { ChartPanel } from './charts/chart-panel.tsx';
export { type ChartPoint, type ChartProps, type ChartSeries } from './charts/chart-types.ts';
export { Combobox, type ComboboxProps } from './forms/combobox.tsx';
export { CopyText } from './actions/copy-text.tsx';
export { copyToClipboard } from './actions/copy-to-clipboard.ts';
export { CountdownRing } from './indicators/countdown-ring.tsx';
export { DataTable } from './tables/data-table.tsx';
export { DataTableSkeleton } from './tables/data-table-skeleton.tsx';
export { type DataColumn, type DataTableLabels, type DataTableProps } from './tables/data-table-types.ts';
export { useTableSelection, type TableSelection } from './tables/use-table-selection.ts';
export { DayDots, type DayDot } from './indicators/day-dots.tsx';
export { Dialog, type DialogProps } from './overlays/dialog.tsx';
export { Drawer, type DrawerProps } from './overlays/drawer.tsx';
export { Facts, Notice, NoticeBar, Section } from './layout/facts.tsx';
export { Field, Input, Select, Textarea } from './forms/field.tsx';
export { FileDrop } from './forms/file-drop.tsx';
export {
  CheckboxField,
  CheckboxGroupField,
  fieldProblemsOf,
  Form,
  LinesField,
  SelectField,
  showRefusal,
  TextareaField,
  TextField,
  useForm,
  useFormContext,
  useWatch,
  type FieldProblem,
  type UseFormReturn,
} from './forms/form.tsx';
export { Flash } from './indicators/flash.tsx';
export { Kbd } from './actions/kbd.tsx';
export { LivePill, type ConnectionStatusName } from './indicators/live-pill.tsx';
export { loadAgain } from './load-again.ts';
export { Menu, MenuItem, MenuSeparator } from './overlays/menu.tsx';
export { PageHeader } from './layout/page-header.tsx';
export { Pager } from './tables/pager.tsx';
export { Popover } from './overlays/popover.tsx';
export { ProgressBar, ProgressLegend, type ProgressPart } from './indicators/progress-bar.tsx';
export { EmptyState, ErrorState, ForbiddenState, Skeleton } from './layout/states.tsx';
export { Segmented } from './layout/segmented.tsx';
export { Strikes } from './indicators/strikes.tsx';
export { intoView, TabPanel, Tabs, type TabItem } from './layout/tabs.tsx';
export { useTitlesOfCutText } from './layout/use-titles-of-cut-text.ts';
export { Tile, Tiles } from './layout/tile.tsx';
export { Wizard, type WizardLink, type WizardStep } from './forms/wizard.tsx';
export { WorkProgress } from './indicators/work-progress.tsx';
