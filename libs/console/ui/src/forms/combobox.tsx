import { useCombobox } from 'downshift';
import { Check, ChevronDown, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { cn } from '../cn.ts';
import { Input } from './field.tsx';

export type ComboboxProps<T> = {
  label: string;
  placeholder?: string;
  /** What the search found; the caller asks for it by `onSearch`. */
  options: readonly T[];
  optionId: (option: T) => string;
  optionText: (option: T) => string;
  /** A second line of an option. */
  optionNote?: (option: T) => ReactNode;
  selected: T | null;
  onSelect: (option: T | null) => void;
  onSearch: (typed: string) => void;
  busy?: boolean;
  disabled?: boolean;
  className?: string;
  /** Ids and states of a surrounding `Field`; with them the field's own label is used. */
  field?: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };
  labels: {
    clear: string;
    open: string;
    none: string;
    searching: string;
    /** Announced when the list changes: "3 results". */
    count: (count: number) => string;
  };
};

/** A text field that finds one of many. Arrows move, Enter chooses, Escape closes; the number found is announced. */
export function Combobox<T>(props: ComboboxProps<T>) {
  const { label, options, optionId, optionText, optionNote, selected, onSelect, onSearch, busy, labels, field } = props;
  const box = useCombobox<T>({
    items: [...options],
    itemToString: (option) => (option ? optionText(option) : ''),
    itemToKey: (option) => (option ? optionId(option) : ''),
    selectedItem: selected,
    inputId: field?.id,
    defaultHighlightedIndex: 0,
    onInputValueChange: ({ inputValue, type }) => {
      if (type === useCombobox.stateChangeTypes.InputChange) onSearch(inputValue);
    },
    onSelectedItemChange: ({ selectedItem }) => onSelect(selectedItem),
    onIsOpenChange: ({ isOpen }) => {
      if (!isOpen) onSearch('');
    },
    stateReducer: (state, { type, changes }) => {
      // Leaving the field without a choice keeps what was chosen, in words; emptying it takes the choice away.
      if (type === useCombobox.stateChangeTypes.InputBlur && state.inputValue !== '') {
        return { ...changes, selectedItem: selected, inputValue: selected ? optionText(selected) : '' };
      }
      if (type === useCombobox.stateChangeTypes.InputBlur) return { ...changes, selectedItem: null };
      return changes;
    },
  });
  const text = selected ? optionText(selected) : '';
  const written = useRef(text);
  const { inputValue, setInputValue } = box;
  // The choice of an address is known by its id first and by its name once that is read: the same one, in other words.
  useEffect(() => {
    if (inputValue === written.current && inputValue !== text) setInputValue(text);
    written.current = text;
  }, [text, inputValue, setInputValue]);
  const open = box.isOpen && (options.length > 0 || !busy);
  return (
    <div className={cn('relative', props.className)}>
      <Input
        {...box.getInputProps({
          placeholder: props.placeholder ?? label,
          disabled: props.disabled,
          'aria-label': field ? undefined : label,
          ...(field && { 'aria-labelledby': undefined }),
          onFocus: (event) => event.currentTarget.select(),
        })}
        {...(field && { 'aria-describedby': field['aria-describedby'], 'aria-invalid': field['aria-invalid'] })}
        aria-expanded={open && options.length > 0}
        {...(!options[box.highlightedIndex] && { 'aria-activedescendant': '' })}
        className="pr-16"
      />
      <div className="absolute inset-y-0 right-1 flex items-center">
        {selected && !props.disabled ? (
          <button
            type="button"
            aria-label={labels.clear}
            onClick={() => box.selectItem(null)}
            className="grid size-7 cursor-pointer place-items-center rounded-control text-muted hover:text-text max-md:size-9"
          >
            <X aria-hidden className="size-3.5" strokeWidth={1.75} />
          </button>
        ) : null}
        <button
          {...box.getToggleButtonProps({ disabled: props.disabled, 'aria-label': labels.open })}
          type="button"
          className="grid size-7 cursor-pointer place-items-center rounded-control text-muted hover:text-text max-md:size-9"
        >
          <ChevronDown aria-hidden className="size-4" strokeWidth={1.75} />
        </button>
      </div>
      <div
        className={cn(
          'absolute inset-x-0 top-full z-50 mt-1 max-h-72 overflow-y-auto rounded-card border border-border bg-raised p-1 shadow-float',
          !open && 'hidden',
        )}
      >
        <ul {...box.getMenuProps({ 'aria-label': label, 'aria-labelledby': undefined })}>
          {open
            ? options.map((option, index) => (
                <li
                  key={optionId(option)}
                  {...box.getItemProps({ item: option, index })}
                  className={cn(
                    'flex cursor-pointer items-center gap-2 rounded-control px-2 py-1.5 text-table max-md:py-3',
                    box.highlightedIndex === index && 'bg-hover',
                  )}
                >
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">
                      <bdi>{optionText(option)}</bdi>
                    </span>
                    {optionNote ? (
                      <span className="block truncate text-caption text-muted">{optionNote(option)}</span>
                    ) : null}
                  </span>
                  {selected && optionId(selected) === optionId(option) ? (
                    <Check aria-hidden className="size-4 text-accent" strokeWidth={1.75} />
                  ) : null}
                </li>
              ))
            : null}
        </ul>
        {open && options.length === 0 ? <p className="px-2 py-1.5 text-table text-muted">{labels.none}</p> : null}
      </div>
      <span className="sr-only" role="status">
        {!box.isOpen ? '' : busy ? labels.searching : options.length > 0 ? labels.count(options.length) : labels.none}
      </span>
    </div>
  );
}
