import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import * as parts from '@relance/console-ui';
import { screen } from '@testing-library/react';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPage } from '../../testing/render.tsx';
import { Gallery } from './gallery.tsx';

const folder = join(process.cwd(), 'src/features/gallery');
const source = readdirSync(folder)
  .filter((name) => name.endsWith('.tsx') && !name.endsWith('.spec.tsx'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

describe('the gallery', () => {
  it('shows every part of the kit', () => {
    const components = Object.keys(parts).filter((name) => /^[A-Z]/.test(name));
    expect(components.filter((name) => !source.includes(`<${name}`))).toEqual([]);
  });

  it('is drawn as a whole', () => {
    renderPage(<Gallery />);
    expect(screen.getByRole('heading', { level: 1, name: 'Gallery' })).toBeVisible();
    expect(screen.getByRole('region', { name: 'Page and drawer' })).toBeVisible();
  });
});
