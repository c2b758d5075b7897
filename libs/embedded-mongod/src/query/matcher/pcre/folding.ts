import { type Ranges } from './part.ts';

let classes: ReadonlyMap<number, readonly number[]> | undefined;

const single = (text: string): number | undefined => {
  const code = text.codePointAt(0) as number;
  return text.length === (code > 0xffff ? 2 : 1) ? code : undefined;
};

/** Characters that differ by case only, as Unicode's simple folding puts them together. */
const caseClasses = (): ReadonlyMap<number, readonly number[]> => {
  if (classes !== undefined) return classes;
  const groups = new Map<number, number[]>();
  for (let code = 0x41; code < 0x1e944; code++) {
    const char = String.fromCodePoint(code);
    const upper = single(char.toUpperCase());
    const folded = upper === undefined ? undefined : single(String.fromCodePoint(upper).toLowerCase());
    if (folded === undefined) continue;
    const group = groups.get(folded);
    if (group === undefined) groups.set(folded, [code]);
    else group.push(code);
  }
  const byCode = new Map<number, readonly number[]>();
  for (const group of groups.values()) if (group.length > 1) for (const code of group) byCode.set(code, group);
  classes = byCode;
  return byCode;
};

/** Whether a character has another one that differs by case only. */
export const isCased = (code: number): boolean => {
  const char = String.fromCodePoint(code);
  return char.toLowerCase() !== char || char.toUpperCase() !== char;
};

/** Ranges with the other cases of all their characters. */
export const withOtherCases = (ranges: Ranges): Ranges => {
  const out: (readonly [number, number])[] = [...ranges];
  for (const [code, group] of caseClasses()) {
    if (!ranges.some(([low, high]) => code >= low && code <= high)) continue;
    for (const other of group) if (other !== code) out.push([other, other]);
  }
  return out;
};
