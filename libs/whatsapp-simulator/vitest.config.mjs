import { vitestProject } from '../../tools/test/vitest-preset.mjs';

export default vitestProject(import.meta.url, { name: 'whatsapp-simulator' });
