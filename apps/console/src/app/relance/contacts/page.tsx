import { Suspense } from 'react';
import { ContactsView } from '../../../features/contacts/contacts-view.tsx';
import { titled } from '../../../server/titles.ts';

export const generateMetadata = () => titled('contacts.title');

export default function ContactsPage() {
  return (
    <Suspense>
      <ContactsView />
    </Suspense>
  );
}
