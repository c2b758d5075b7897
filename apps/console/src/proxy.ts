import { type NextRequest, NextResponse } from 'next/server';

/** Pages need a session cookie; whether it is still good is for the API to say. Nothing is decided here. */
export function proxy(request: NextRequest): NextResponse {
  if (request.cookies.has('relance_session')) return NextResponse.next();
  const login = request.nextUrl.clone();
  login.pathname = '/login';
  login.search = '';
  login.searchParams.set('next', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  return NextResponse.redirect(login);
}

export const config = { matcher: ['/relance/:path*'] };
