import { MessagesView } from '../../../features/messages/messages-view.tsx';
import { titled } from '../../../server/titles.ts';

export const generateMetadata = () => titled('messages.title');

export default function MessagesPage() {
  return <MessagesView />;
}
