import { type Look, rulesOfLooks, type Visitor } from './visitor.ts';

/** Looks at what is open, in both themes, once a dialog of that name is there; `faults` answers all that was found. */
export function foundIn(visitor: Visitor) {
  const faults: Record<string, string[]> = {};
  const look = async (name: string, dialog?: string | RegExp, size: Look['size'] = 'desktop'): Promise<void> => {
    if (dialog) await visitor.page.getByRole('dialog', { name: dialog }).waitFor();
    const inLight = await visitor.faults();
    await visitor.picture(name);
    await visitor.turnTo({ size, theme: 'dark' });
    const all = [...inLight, ...(await visitor.faults(rulesOfLooks))];
    await visitor.turnTo({ size, theme: 'light' });
    if (all.length > 0) faults[name] = all;
  };
  return Object.assign(look, { faults });
}
