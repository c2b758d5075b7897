/** The server version whose behaviour this engine follows. */
export const versionText = '8.2.6';
/** The version as buildInfo lists it. */
export const versionArray = [8, 2, 6, 0] as const;
