# Every image of Parley: target `service` (build argument SERVICE, e.g. chat-api) and target `web`.
# tools/images builds all of them; docs/operate/images.md says what is in them.
ARG NODE_IMAGE=node:24-bookworm-slim
ARG NGINX_IMAGE=nginxinc/nginx-unprivileged:1.29-bookworm

FROM ${NODE_IMAGE} AS base
ENV PRISMA_SCHEMA_ENGINE_BINARY=/bin/true \
    npm_config_update_notifier=false
WORKDIR /app

# Manifests alone, always of the same age, so that only a change of theirs fetches packages anew.
FROM base AS manifests
COPY . .
RUN node tools/images/context/check-context.ts && node tools/images/context/keep-manifests.ts

# npm opens more files at once than a shell may by default. No script of a package runs: what needs one is not needed here, least of all the project's own copy of Node.
FROM base AS dependencies
COPY --from=manifests /app ./
RUN --mount=type=cache,target=/root/.npm,sharing=locked \
    ulimit -n "$(ulimit -Hn)" && npm ci --ignore-scripts --no-progress --prefer-offline

# The root of a service: Node with the libraries it links to, a user, a /tmp. No shell, no package manager.
FROM dependencies AS service-root
ARG SERVICE
COPY LICENSE tsconfig.base.json tsconfig.test.json ./
COPY libs libs
COPY services/${SERVICE} services/${SERVICE}
RUN npm run generate --if-present -w services/${SERVICE} && npm run build -w services/${SERVICE}
COPY tools/images/context tools/images/context
RUN node tools/images/context/lay-out-service.ts ${SERVICE}

FROM scratch AS service
ARG SERVICE
# Least to most often changed; the first is the same for every service.
COPY --from=service-root /out/runtime/ /
COPY --from=service-root /out/modules/ /
COPY --from=service-root /out/service/ /
ENV PATH=/usr/local/bin \
    NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8080 \
    DAPR_APP_PORT=8081 \
    DAPR_HTTP_PORT=3500 \
    DAPR_API_TOKEN_FILE=/var/run/parley/dapr-token/token \
    APP_API_TOKEN_FILE=/var/run/parley/app-token/token
WORKDIR /app/services/${SERVICE}
USER 10001:10001
EXPOSE 8080
CMD ["node", "dist/main.js"]
ARG VERSION=0.0.0 REVISION=unknown SOURCE=
LABEL org.opencontainers.image.title="Parley ${SERVICE}" \
      org.opencontainers.image.version=${VERSION} \
      org.opencontainers.image.revision=${REVISION} \
      org.opencontainers.image.source=${SOURCE} \
      org.opencontainers.image.licenses=Apache-2.0

FROM dependencies AS web-build
COPY tsconfig.base.json tsconfig.test.json ./
COPY services/web services/web
RUN npm run build -w services/web
COPY tools/images/context tools/images/context
RUN node tools/images/context/lay-out-web.ts

FROM ${NGINX_IMAGE} AS web
COPY --from=web-build /out/ /
USER 101:101
EXPOSE 8080
# SIGQUIT lets requests end; the entry point of the base image wants a root file system that can be written.
STOPSIGNAL SIGQUIT
ENTRYPOINT ["nginx", "-e", "stderr"]
CMD ["-c", "/etc/nginx/nginx.conf"]
ARG VERSION=0.0.0 REVISION=unknown SOURCE=
LABEL org.opencontainers.image.title="Parley web" \
      org.opencontainers.image.version=${VERSION} \
      org.opencontainers.image.revision=${REVISION} \
      org.opencontainers.image.source=${SOURCE} \
      org.opencontainers.image.licenses=Apache-2.0
