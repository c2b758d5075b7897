'use client';

export { PageCrash as default } from '../../features/frame/page-crash.tsx';
