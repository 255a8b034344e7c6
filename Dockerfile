# syntax=docker/dockerfile:1
# Geofix as an image. For CPUs:
#   docker build -t geofix .
# For NVIDIA GPUs (CUDA 12.1 is in the image, the driver comes from the host):
#   docker build -t geofix:cu121 --build-arg NATIVE=cu121 .
# On ARM the build takes the engine for it by itself; cu121 is for x86-64 only.

FROM eclipse-temurin:25-jdk-noble AS build
ARG NATIVE=cpu
# Maven itself and what it fetches: kept between builds, in no layer.
ENV MAVEN_USER_HOME=/maven
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY config config
COPY src src
RUN --mount=type=cache,target=/maven \
    if [ "$NATIVE" = cpu ]; then profile=; else profile="-P$NATIVE"; fi; \
    ./mvnw -Dmaven.repo.local=/maven/repository --batch-mode --no-transfer-progress ${profile:+"$profile"} -DskipTests package
COPY docker docker
RUN docker/unpack.sh target/geofix.jar target/layers

# What both the making of the AOT cache and the image itself stand on: the cache fits one Java and one set of files.
FROM eclipse-temurin:25-jre-noble AS program
RUN groupadd --gid 10001 geofix \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin geofix \
    && install -d -o 10001 -g 10001 /data /shared
COPY --from=build /src/target/layers/natives /opt/geofix
COPY --from=build /src/target/layers/dependencies /opt/geofix
COPY --from=build /src/target/layers/application /opt/geofix
COPY docker/bin /opt/geofix/bin

FROM program AS cache
COPY docker/aot.sh /tmp/aot.sh
RUN bash /tmp/aot.sh /opt/geofix

FROM program
COPY --from=cache /opt/geofix/geofix.aot /opt/geofix/geofix.aot
LABEL org.opencontainers.image.title="Geofix" \
      org.opencontainers.image.description="Tells where a drone photo was taken" \
      org.opencontainers.image.licenses="Apache-2.0"
# MALLOC_*: as dev.geofix.platform.NativeHeap has them. NVIDIA_*: what the NVIDIA runtime puts into the container; without it they mean nothing.
ENV PATH="/opt/geofix/bin:$PATH" \
    GEOFIX_DATA=/data \
    GEOFIX_NATIVES=/opt/geofix/natives \
    SERVER_ADDRESS=0.0.0.0 \
    SPRING_CONFIG_ADDITIONAL_LOCATION=optional:file:/etc/geofix/ \
    MALLOC_ARENA_MAX=1 \
    MALLOC_MMAP_MAX_=0 \
    MALLOC_TRIM_THRESHOLD_=4294967296 \
    MALLOC_TOP_PAD_=67108864 \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility
# All that is written: data, and uploads on their way.
VOLUME ["/data", "/tmp"]
WORKDIR /tmp
USER 10001:10001
EXPOSE 8080
# The first start embeds the demo's map; a large gallery reads its index.
HEALTHCHECK --interval=15s --timeout=6s --start-period=5m --start-interval=2s --retries=3 CMD ["/opt/geofix/bin/health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/geofix/bin/geofix"]
