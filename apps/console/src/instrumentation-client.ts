// Run by Next before the page is hydrated, so that this listener comes before the router's.
import './features/shared/history-events.ts';
