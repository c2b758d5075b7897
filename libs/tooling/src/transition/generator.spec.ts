import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import transition, { type TransitionOptions } from './generator';

const refused: [string, TransitionOptions][] = [
  ['from: "gone"', { name: 'expire', from: 'draft,gone', to: 'cancelled' }],
  ['to: "sending"', { machine: 'target', name: 'expire', from: 'active', to: 'sending' }],
  ['from: "exited"', { machine: 'target', name: 'come-back', from: 'exited', to: 'active' }],
  ['to: "pairing"', { machine: 'session', name: 'rest', from: 'connected', to: 'pairing' }],
  ['effect: ', { machine: 'target', name: 'expire', from: 'active', to: 'exited', effect: 'tell-owner' }],
  ['everyType: ', { machine: 'session', name: 'rest', from: 'connected', to: 'expired', everyType: true }],
];

describe('the transition generator', () => {
  it.each(refused)('refuses what the machine cannot have by the option: %s', async (message, options) => {
    const tree = createTreeWithEmptyWorkspace();
    const before = tree.listChanges();
    await expect(transition(tree, options)).rejects.toThrow(message);
    expect(tree.listChanges()).toEqual(before);
  });
});
