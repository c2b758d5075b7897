import { HomeView } from '../../../features/home/home-view.tsx';
import { titled } from '../../../server/titles.ts';

export const generateMetadata = () => titled('home.title');

export default function HomePage() {
  return <HomeView />;
}
