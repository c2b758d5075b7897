# syntax=docker/dockerfile:1
# Images of the product: docker build --target api|worker|console .
# Each runs as the user "node", writes only below /data, and ends on SIGTERM within 20 s.
ARG NODE_VERSION=20.20.2

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run package -- --no-install

FROM node:${NODE_VERSION}-bookworm-slim AS packages
WORKDIR /app
COPY --from=build /build/dist/package/relance/package.json /build/dist/package/relance/package-lock.json /build/dist/package/relance/.npmrc ./
COPY tools/deploy/prune-packages.mjs /tmp/
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force && node /tmp/prune-packages.mjs node_modules

FROM node:${NODE_VERSION}-bookworm-slim AS api
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3333 RELANCE_DATA_DIR=/data RELANCE_ROLES=api
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /build/dist/package/relance/package.json ./package.json
COPY --from=build /build/dist/package/relance/dist ./dist
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3333
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3333/health/live').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "--enable-source-maps", "dist/apps/api/main.js"]

FROM api AS worker
ENV RELANCE_ROLES=worker

FROM node:${NODE_VERSION}-bookworm-slim AS console
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000 NEXT_TELEMETRY_DISABLED=1 KEEP_ALIVE_TIMEOUT=125000
WORKDIR /app
COPY --from=build --chown=node:node /build/dist/package/relance/console ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/login').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "apps/console/server.js"]
