package chosao.catalog.reference;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Copies the reference data into its tables. The files go over the wire as they are; the statements
 * that spread them over the tables run in PostgreSQL, so that 15,000 rows take under a second.
 *
 * <p>A later edition of the map or of the programme's decision is another migration: rows of past
 * editions stay, because past certificates were made by them.
 */
final class ReferenceData implements JavaMigration {

    private static final String CURRENT = "'2025'";
    private static final String FORMER = "'2024'";

    private static final List<String> STAGING =
            List.of(
                    """
                    CREATE TEMPORARY TABLE provinces
                        (code text, name text, name_en text, type text, merged_from text)
                        ON COMMIT DROP
                    """,
                    """
                    CREATE TEMPORARY TABLE communes
                        (code text, name text, type text, province_code text) ON COMMIT DROP
                    """,
                    """
                    CREATE TEMPORARY TABLE former_units
                        (old_code text, old_name text, level text, old_parent text, new_code text,
                         split boolean, is_default boolean) ON COMMIT DROP
                    """,
                    """
                    CREATE TEMPORARY TABLE bands
                        (edition text, decision text, valid_from date, valid_to date,
                         part_a integer, part_b integer, part_c integer,
                         stars integer, min_points numeric, below_points numeric,
                         recognising_level text, certifiable boolean, certificate_months integer)
                        ON COMMIT DROP
                    """,
                    """
                    CREATE TEMPORARY TABLE category_rows
                        (position integer GENERATED ALWAYS AS IDENTITY, code text, edition text,
                         level text, name text, name_en text, parent text, managing_agency text,
                         five_samples_required boolean) ON COMMIT DROP
                    """);

    private static final List<String> SPREADING =
            List.of(
                    """
                    INSERT INTO regions (edition, code, level, name, name_en, parent)
                    SELECT %s, code, 'province', name, name_en, NULL FROM provinces
                    UNION ALL
                    SELECT %1$s, code, 'commune', name, NULL, province_code FROM communes
                    """
                            .formatted(CURRENT),
                    """
                    INSERT INTO regions (edition, code, level, name, parent)
                    SELECT DISTINCT %s, old_code, level, old_name, old_parent FROM former_units
                    """
                            .formatted(FORMER),
                    """
                    INSERT INTO region_successors
                        (edition, code, into_edition, into_code, split, preferred)
                    SELECT %s, old_code, %s, new_code, split, is_default FROM former_units
                    """
                            .formatted(FORMER, CURRENT),
                    """
                    INSERT INTO programme_editions (code, decision, valid_from, valid_to)
                    SELECT DISTINCT edition, decision, valid_from, valid_to FROM bands
                    """,
                    """
                    INSERT INTO star_bands
                        (edition, stars, score_from, score_below, level, certificate_months)
                    SELECT edition, stars, min_points, below_points, recognising_level,
                           certificate_months
                      FROM bands
                    """,
                    """
                    INSERT INTO categories
                        (code, position, edition, level, name, name_en, parent, managing_agency,
                         five_samples_required)
                    SELECT code, position, edition, level, name, name_en, parent, managing_agency,
                           five_samples_required
                      FROM category_rows ORDER BY position
                    """);

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("3");
    }

    @Override
    public String getDescription() {
        return "reference data";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException, IOException {
        var connection = context.getConnection();
        runAll(connection, STAGING);
        copy(connection, "provinces", "provinces");
        copy(connection, "communes", "communes");
        copy(connection, "former_units", "former_units");
        copy(connection, "star_bands", "bands");
        copy(
                connection,
                "categories",
                "category_rows (code, edition, level, name, name_en, parent, managing_agency,"
                        + " five_samples_required)");
        runAll(connection, SPREADING);
    }

    private static void copy(Connection connection, String file, String table)
            throws SQLException, IOException {
        try (var rows = ReferenceData.class.getResourceAsStream("/data/" + file + ".csv")) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " FROM STDIN (FORMAT csv, HEADER)", rows);
        }
    }

    private static void runAll(Connection connection, List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
