import { vitestProject } from '../../tools/test/vitest-preset.mjs';

// Half of what these stories take is waiting: for mail servers, receivers and databases that are away, and for streams.
export default vitestProject(import.meta.url, { name: 'api', maxWorkers: 2 });
