# Two stages: a static binary, then nothing but it, CA certificates and time
# zones. It runs as a user without rights and keeps everything in /data.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=dev
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /out/juyo ./cmd/juyo \
 && mkdir -p /out/data /out/tmp

FROM scratch
ARG VERSION=dev
LABEL org.opencontainers.image.title="juyo" \
      org.opencontainers.image.description="Job-market demand tracker for software engineers: collects listings politely, reads skills and pay from Japanese and English, reports with honest intervals" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.documentation="README.md"
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo
COPY --from=build --chown=65532:65532 /out/data /data
COPY --from=build --chown=65532:65532 /out/tmp /tmp
COPY --from=build /out/juyo /juyo
COPY LICENSE NOTICE /licenses/
USER 65532:65532
WORKDIR /data
VOLUME /data
ENV JUYO_DB=/data/juyo.db JUYO_CONFIG=/data/juyo.yaml
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=1m --timeout=10s --start-period=30s CMD ["/juyo", "daemon", "--check"]
ENTRYPOINT ["/juyo"]
CMD ["daemon"]
