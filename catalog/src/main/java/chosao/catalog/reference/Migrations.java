package chosao.catalog.reference;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.migration.JavaMigration;

/** Gives Flyway the migrations that are written in Java, for the data source of this name. */
@Factory
final class Migrations {

    @Bean
    @Singleton
    @Named("default")
    JavaMigration[] migrations() {
        return new JavaMigration[] {new ReferenceData()};
    }
}
