# One image per service, from one file: docker compose passes SERVICE.
# The build stage is the same for all, so Docker makes it once.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -DskipTests -Dspotless.check.skip=true -pl catalog,orders,search,gateway,local -am package

FROM eclipse-temurin:25-jre
# The health checks of docker-compose.yml ask with curl, which the base image lacks. Before the
# arguments, so that all services share this layer.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/*
ARG SERVICE
ARG MAIN
# /data is where the sandbox keeps its state; a new volume takes its owner from here.
RUN test -n "$SERVICE" && test -n "$MAIN" \
    && useradd --system --uid 10001 --no-create-home market \
    && install -d -o market /data
WORKDIR /app
# What changes rarely comes first: the libraries are a layer of their own.
COPY --from=build /src/${SERVICE}/target/lib lib/
COPY --from=build /src/${SERVICE}/target/${SERVICE}-1.0.0-SNAPSHOT.jar service.jar
ENV MAIN=${MAIN} \
    CHOSAO_HOST=0.0.0.0 \
    JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -Duser.timezone=UTC \
--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
USER market
# "exec" makes java the process that gets SIGTERM.
ENTRYPOINT ["sh", "-c", "exec java -cp 'service.jar:lib/*' \"$MAIN\""]
