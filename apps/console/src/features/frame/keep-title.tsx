'use client';

import { useEffect } from 'react';

/**
 * The tab never lacks a title (WCAG 2.4.2). Between two pages Next.js (seen in 16.4) takes the old title away and puts the new one in
 * once the head of the page has come, which may be after the page itself: meanwhile the old one stands.
 */
export function KeepTitle() {
  useEffect(() => {
    const kept = document.createElement('title');
    let last = document.title;
    const look = () => {
      if (document.head.querySelector('title:not([data-kept])')) {
        kept.remove();
        last = document.title;
      } else if (!kept.isConnected) {
        kept.textContent = last;
        document.head.append(kept);
      }
    };
    kept.dataset['kept'] = '';
    const observer = new MutationObserver(look);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    look();
    return () => {
      observer.disconnect();
      kept.remove();
    };
  }, []);
  return null;
}
