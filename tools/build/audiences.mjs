// The page docs/audiences.md: who may call which route, from the contract.

const HEAD = `# Who may call what

Generated from docs/openapi.json by \`npm run openapi\`. Change the routes, not this page.

- **public**: anybody. **signed in**: anybody with a login or token, about that login alone.
- **user**: a member about their own things; an admin (for GET also support) acts for one with \`X-Relance-Owner\`.
- **support**: support and admins. **admin**: admins.
- **service**: servers with an API token or SERVICE_TOKEN, for the owner that \`X-Relance-Owner\` names.

Refusals come in this order: 401 without a good token; 403 when the role is not among the audiences, or a member names an
owner; 400 \`OWNER_REQUIRED\` when staff or a server names none; 403 when support would change something; then ids, bodies, 404, 409.
`;

const columns = ['public', 'signed in', 'user', 'support', 'admin', 'service'];

/** Who of the columns may call it; `o` for an owner they name. */
function marks(method, operation) {
  const audiences = operation['x-audiences'] ?? [operation['x-audience']];
  if (audiences.includes('public')) return { public: '✓' };
  if (operation['x-own-login']) return { 'signed in': '✓' };
  const has = {};
  if (audiences.includes('user')) {
    Object.assign(has, { user: '✓', admin: 'for an owner', ...(method === 'get' && { support: 'for an owner' }) });
  }
  if (audiences.includes('support')) Object.assign(has, { support: '✓', admin: '✓' });
  if (audiences.includes('admin')) has.admin = '✓';
  if (audiences.includes('service')) has.service = 'for an owner';
  return has;
}

/** The whole page. */
export function audiencesPage(document) {
  const rows = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const has = marks(method, operation);
      return [`\`${method.toUpperCase()} ${path}\``, ...columns.map((column) => has[column] ?? '')];
    }),
  );
  const table = [['Route', ...columns], ['Route', ...columns].map(() => '---'), ...rows];
  return `${HEAD}\n${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}
