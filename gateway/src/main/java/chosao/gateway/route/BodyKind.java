package chosao.gateway.route;

/**
 * The bodies that share a limit and memory; each kind has memory of its own, so that one cannot
 * take that of another.
 */
enum BodyKind {
    /** The JSON of the API, small except for a long description. */
    ORDINARY,

    /** What payment providers tell. It must get in whatever other clients send. */
    WEBHOOK,

    /** Whole files of products and certificates. */
    IMPORT;

    private static final String WEBHOOKS = "/api/v1/webhooks/";
    private static final String IMPORTS = "/api/v1/imports/";

    /**
     * @param path canonical, see {@link RequestTarget}
     */
    static BodyKind of(String path) {
        if (path.startsWith(WEBHOOKS)) {
            return WEBHOOK;
        }
        return path.startsWith(IMPORTS) ? IMPORT : ORDINARY;
    }

    int maxBytes(DoorConfig config) {
        return switch (this) {
            case ORDINARY, WEBHOOK -> config.maxBodyBytes();
            case IMPORT -> config.maxImportBytes();
        };
    }

    /** What the bodies of this kind may take on one event loop. */
    BodyMemory memory(DoorConfig config) {
        long limit = config.maxBodyMemory();
        return switch (this) {
            case ORDINARY -> new BodyMemory(limit, limit / 2, 16);
            case WEBHOOK -> new BodyMemory(limit / 2, 0, 16);
            case IMPORT -> new BodyMemory(limit / 2, 0, 4);
        };
    }
}
