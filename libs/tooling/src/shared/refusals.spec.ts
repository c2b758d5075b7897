import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import webhookEvent from '../webhook-event/generator';
import migrationFreeField from '../migration-free-field/generator';
import transition from '../transition/generator';

// What these write is lint-checked, typed and tested in a copy of the workspace (tools/test); here: what they refuse.
describe('generators name what they cannot do', () => {
  const tree = () => createTreeWithEmptyWorkspace({ formatter: 'prettier' });

  it('a status that there is not', async () => {
    await expect(transition(tree(), { name: 'expire', from: 'draft,gone', to: 'cancelled' })).rejects.toThrow(
      'from: "gone" is none of draft',
    );
    await expect(transition(tree(), { name: 'Expire!', from: 'draft', to: 'cancelled' })).rejects.toThrow('name:');
  });

  it('an event that is no noun and verb', async () => {
    const words = { when: 'then', whenFr: 'alors' };
    await expect(webhookEvent(tree(), { event: 'imported', ...words })).rejects.toThrow('event: a noun and a verb');
  });

  it('a schema, a document and a value that do not fit', async () => {
    const workspace = tree();
    workspace.write(
      'libs/a/a.schema.ts',
      'export type ADocument = { x: 1 };\nexport const a = new Schema<ADocument>({ x: 1 });\n',
    );
    const options = {
      schema: 'libs/a/a.schema.ts',
      document: 'ADocument',
      name: 'size',
      before: '0',
      meaning: 'How large.',
    };
    await expect(migrationFreeField(workspace, { ...options, schema: 'libs/b.ts' })).rejects.toThrow(
      'schema: libs/b.ts',
    );
    await expect(migrationFreeField(workspace, { ...options, document: 'B' })).rejects.toThrow('document: libs/a');
    await expect(migrationFreeField(workspace, { ...options, type: 'number', before: 'no' })).rejects.toThrow(
      'before: a number',
    );
    await migrationFreeField(workspace, { ...options, type: 'number' });
    expect(workspace.read('libs/a/a.schema.ts', 'utf8')).toContain('size?: number;');
    expect(workspace.read('libs/a/size.field.ts', 'utf8')).toContain('SIZE_BEFORE = 0');
  });
});
