import { actingFor, setActingFor, withActingOwner } from './acting.ts';

const ownerOf = (path: string) =>
  withActingOwner(new Request(`http://console.test${path}`)).headers.get('x-relance-owner');

describe('acting for an owner', () => {
  afterEach(() => setActingFor(null));

  it('names the owner on the owner’s own routes, and on no other', () => {
    setActingFor({ id: 'owner-7', name: 'Awa' });
    expect(ownerOf('/api/relance/contacts')).toBe('owner-7');
    expect(ownerOf('/api/relance/admin/campaigns')).toBeNull();
    expect(ownerOf('/api/relance/auth/me')).toBeNull();
  });

  it('names nobody when it has ended', () => {
    setActingFor({ id: 'owner-7', name: null });
    setActingFor(null);
    expect(actingFor()).toBeNull();
    expect(ownerOf('/api/relance/contacts')).toBeNull();
  });
});
