import { forward } from '../../../../server/forward.ts';

export const dynamic = 'force-dynamic';

const handler = (request: Request): Promise<Response> => forward(request);

export { handler as GET, handler as POST, handler as PUT, handler as PATCH, handler as DELETE };
