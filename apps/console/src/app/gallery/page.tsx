import { notFound } from 'next/navigation';

/** Every part of the kit in its states. The production build holds no line of it. */
export default async function GalleryPage() {
  if (process.env.NODE_ENV !== 'production') {
    const { Gallery } = await import('../../features/gallery/gallery.tsx');
    return <Gallery />;
  }
  return notFound();
}
