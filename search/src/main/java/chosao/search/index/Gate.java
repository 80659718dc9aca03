package chosao.search.index;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.time.LocalDate;

/**
 * The gate as a question of date: what may be found on a day, and which stars hold on it. No job
 * ever closes it.
 */
public final class Gate {

    private Gate() {}

    /** Passes what its producer lists and a certificate covers on that day. */
    public static Query open(LocalDate day) {
        return Query.of(query ->
                query.bool(both ->
                        both.filter(listed ->
                                        listed.term(
                                                term -> term.field("product.listed").value(true)))
                                .filter(covered ->
                                        covered.term(term ->
                                                term.field("product.validity.any")
                                                        .value(day.toString())))));
    }

    /** Passes what holds a certificate of so many stars on that day. */
    public static Query stars(int stars, LocalDate day) {
        return Query.of(query ->
                query.term(term ->
                        term.field("product.validity.stars" + stars).value(day.toString())));
    }
}
