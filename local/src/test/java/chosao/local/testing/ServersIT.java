package chosao.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.local.postgres.PostgresCluster.Database;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class ServersIT {

    @Test
    void everyCallerGetsADatabaseOfItsOwn() throws SQLException {
        Database one = TestPostgres.database("shelf");
        Database other = TestPostgres.database("shelf");

        query(one, "CREATE TABLE jars (id uuid DEFAULT uuidv7())");
        query(other, "CREATE TABLE jars (id uuid DEFAULT uuidv7())");

        assertThat(one.url()).isNotEqualTo(other.url());
        assertThat(query(one, "SELECT version()")).startsWith("PostgreSQL 18");
    }

    @Test
    void theOwnerOfADatabaseMayInstallTheExtensionsTheMarketUses() throws SQLException {
        Database database = TestPostgres.database("extended");

        query(database, "CREATE EXTENSION btree_gist");
        query(database, "CREATE EXTENSION pg_trgm");

        assertThat(
                        query(
                                database,
                                "SELECT count(*) FROM pg_extension WHERE extname IN ('btree_gist', 'pg_trgm')"))
                .isEqualTo("2");
    }

    @Test
    void elasticsearchIndexesAndFinds() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> written =
                    http.send(
                            HttpRequest.newBuilder(
                                            TestElasticsearch.url()
                                                    .resolve(
                                                            "/test-servers/_doc/1?refresh=true&version=7&version_type=external"))
                                    .header("Content-Type", "application/json")
                                    .PUT(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"name\": \"tra hoa vang\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> found =
                    http.send(
                            HttpRequest.newBuilder(
                                            TestElasticsearch.url()
                                                    .resolve("/test-servers/_search?q=name:hoa"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(written.statusCode()).isEqualTo(201);
            assertThat(found.headers().firstValue("X-Elastic-Product")).hasValue("Elasticsearch");
            assertThat(found.body()).contains("\"_id\":\"1\"", "\"value\":1");
        }
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
