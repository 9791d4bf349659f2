# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY scripts ./scripts
COPY prisma ./prisma
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-bookworm-slim AS production
WORKDIR /app
ENV NODE_ENV=production
# Memory, however quiet a process is: V8 would keep up to 48 MB for young objects, and glibc what was freed in an arena for each thread.
# Old objects are collected earlier below a limit; a process that needs more of them than 224 MB would end (docs/deploy.md, Memory).
ENV MALLOC_ARENA_MAX=2
ENV NODE_OPTIONS="--max-semi-space-size=4 --max-old-space-size=224"
COPY package.json package-lock.json ./
# Without scripts: our own (prepare) makes what the bundle has in it already, and no package that runs here needs one.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY --from=build /app/dist ./dist
COPY prisma/migrations ./prisma/migrations
COPY prisma/functions ./prisma/functions
# For `npm run operator:add` and `functions:apply` in a shell of a running service.
COPY scripts/run.mjs ./scripts/run.mjs
USER node
EXPOSE 3000 3001
# Every role in one process. For one of them the whole line is given again, with api, bots or worker at its end: as CMD and no
# ENTRYPOINT it means the same wherever it is written, whether a platform replaces the one or the other.
CMD ["node", "--enable-source-maps", "dist/main.js"]
