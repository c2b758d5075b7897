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
export { ChartPanel } from './chart-panel.tsx';
export { type ChartPoint, type ChartProps, type ChartSeries } from './chart-types.ts';
export { Combobox, type ComboboxProps } from './combobox.tsx';
export { CopyText } from './copy-text.tsx';
export { CountdownRing } from './countdown-ring.tsx';
export {
  DataTable,
  DataTableSkeleton,
  type DataColumn,
  type DataTableLabels,
  type DataTableProps,
} from './data-table.tsx';
export { useTableSelection, type TableSelection } from './use-table-selection.ts';
export { DayDots, type DayDot } from './day-dots.tsx';
export { Dialog, type DialogProps } from './dialog.tsx';
export { Drawer, type DrawerProps } from './drawer.tsx';
export { Facts, Notice, Section } from './facts.tsx';
export { Field, Input, Select, Textarea } from './field.tsx';
export { FileDrop } from './file-drop.tsx';
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
} from './form.tsx';
export { Flash } from './flash.tsx';
export { Kbd } from './kbd.tsx';
export { LivePill, type ConnectionStatusName } from './live-pill.tsx';
export { Menu, MenuItem, MenuSeparator } from './menu.tsx';
export { PageHeader } from './page-header.tsx';
export { Pager } from './pager.tsx';
export { Popover } from './popover.tsx';
export { ProgressBar, ProgressLegend, type ProgressPart } from './progress-bar.tsx';
export { EmptyState, ErrorState, ForbiddenState, Skeleton } from './states.tsx';
export { Segmented } from './segmented.tsx';
export { Strikes } from './strikes.tsx';
export { CardItem, CardList, Table, Td, Th, Tr, type Sort } from './table.tsx';
export { intoView, TabPanel, Tabs, type TabItem } from './tabs.tsx';
export { Tile, Tiles } from './tile.tsx';
export { Wizard, type WizardLink, type WizardStep } from './wizard.tsx';
export { WorkProgress } from './work-progress.tsx';
