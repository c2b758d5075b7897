import { node } from '../../binary/nodes.ts';
import { authOf } from '../../media/media-server.ts';
import { type Answerer } from './query.ts';

const ONE_HOUR = 3600;

/** `w:m`: where files are uploaded to and downloaded from. */
export const answerMedia: Answerer = ({ world, account }) => [
  node('media_conn', { auth: authOf(account.phone), ttl: ONE_HOUR, auth_ttl: ONE_HOUR, max_buckets: 12 }, [
    node('host', { hostname: world.media.host, maxContentLengthBytes: 100_000_000 }),
  ]),
];
