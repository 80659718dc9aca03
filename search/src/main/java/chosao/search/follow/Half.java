package chosao.search.follow;

/**
 * One half of a document, at one version of its source.
 *
 * @param document the id of the product
 * @param source which half
 * @param version at the source
 * @param fields what the half holds, to be written as JSON
 */
record Half(String document, Source source, long version, Object fields) {

    /** Who tells of it. A half is kept under its source's name. */
    enum Source {
        CATALOG("product"),
        ORDERS("availability");

        private final String half;

        Source(String half) {
            this.half = half;
        }

        String half() {
            return half;
        }

        /** The document that keeps the place up to which the source's feed is applied. */
        String cursorId() {
            return "cursor-" + half;
        }
    }
}
