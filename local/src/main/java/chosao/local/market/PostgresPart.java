package chosao.local.market;

import chosao.local.postgres.PostgresCluster;
import chosao.local.process.Part;
import chosao.local.process.StartFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The PostgreSQL server with one database and role per service. */
record PostgresPart(PostgresCluster cluster, Port port, Secrets secrets, List<String> databases)
        implements Part {

    static final String NAME = "postgres";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "PostgreSQL 18";
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port.number();
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public Launch launch() {
        cluster.initialise();
        return new Launch(cluster.command(), Map.of());
    }

    @Override
    public boolean isReady() {
        return switch (cluster.answer()) {
            case YES -> true;
            case NOT_YET -> false;
            case WRONG_PASSWORD ->
                    throw new StartFailure(
                            "PostgreSQL does not take the password in the market's secrets file. The data in "
                                    + cluster.data()
                                    + " was made with another: put that file back, or begin anew with ./market reset");
        };
    }

    @Override
    public void becameReady() throws SQLException {
        for (String database : databases) {
            cluster.ensureDatabase(database, secrets.get(passwordOf(database)));
        }
    }

    @Override
    public void stop(ProcessHandle process) {
        cluster.stop();
    }

    static String passwordOf(String database) {
        return database.toUpperCase(Locale.ROOT) + "_DATABASE_PASSWORD";
    }
}
