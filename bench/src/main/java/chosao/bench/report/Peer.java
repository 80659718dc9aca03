package chosao.bench.report;

import java.util.Arrays;

/**
 * What other open marketplaces reached at 16 connections: 2,000 products, PostgreSQL, production
 * mode, database, server and load together on 2 cores. Measured in another run on such a machine,
 * so they say how far apart things are and not more.
 */
public enum Peer {
    VENDURE("Vendure 3.7", 132, 292, 62, 9),
    MEDUSA("Medusa 2.21", 58, 14, 191, 0.9);

    public static final int CONNECTIONS = 16;

    private final String title;
    private final double details;
    private final double listings;
    private final double searches;
    private final double purchases;

    Peer(String title, double details, double listings, double searches, double purchases) {
        this.title = title;
        this.details = details;
        this.listings = listings;
        this.searches = searches;
        this.purchases = purchases;
    }

    public String title() {
        return title;
    }

    public double perSecond(Workload workload) {
        return switch (workload) {
            case DETAIL -> details;
            case LISTING -> listings;
            case SEARCH -> searches;
            case PURCHASE -> purchases;
        };
    }

    static double best(Workload workload) {
        return Arrays.stream(values())
                .mapToDouble(peer -> peer.perSecond(workload))
                .max()
                .orElseThrow();
    }
}
