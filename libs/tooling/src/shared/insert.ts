import { type Tree } from '@nx/devkit';
import { execFileSync } from 'node:child_process';

/**
 * Puts `text` behind the first place that `after` finds in a file. Does nothing when the text is there already.
 * @throws Error when the place is not found: the file was built otherwise than this generator knows
 */
export function insertAfter(tree: Tree, path: string, after: RegExp, text: string): void {
  const source = tree.read(path, 'utf8');
  if (source === null) throw new Error(`${path} is not there.`);
  if (source.includes(text.trim())) return;
  const found = after.exec(source);
  if (!found) throw new Error(`${path}: no place found for "${text.trim()}" (looked for ${after.source}).`);
  const at = found.index + found[0].length;
  tree.write(path, source.slice(0, at) + text + source.slice(at));
}

/** Adds an import behind the last one of a file. */
export function addImport(tree: Tree, path: string, line: string): void {
  const source = tree.read(path, 'utf8') ?? '';
  if (source.includes(line)) return;
  const last = [...source.matchAll(/^import [\s\S]*?;\n/gm)].at(-1);
  const at = last === undefined ? 0 : last.index + last[0].length;
  tree.write(path, `${source.slice(0, at)}${line}\n${source.slice(at)}`);
}

/** Writes the files that are not there yet; what a person has changed since stays. */
export function writeMissing(tree: Tree, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) if (!tree.exists(path)) tree.write(path, text);
}

/** To be called once the files are written: runs the workspace's own scripts that generate from them. */
export function runningScripts(tree: Tree, ...names: string[]): () => void {
  return () => {
    const { scripts = {} } = JSON.parse(tree.read('package.json', 'utf8') ?? '{}');
    for (const name of names)
      if (scripts[name]) execFileSync('npm', ['run', '--silent', name], { cwd: tree.root, stdio: 'inherit' });
  };
}
