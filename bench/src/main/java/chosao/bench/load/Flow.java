package chosao.bench.load;

import io.gatling.javaapi.core.ChainBuilder;

/** What a client does over and over. */
public interface Flow {

    /**
     * The steps for the load generator, which end with a word to the tally. Asked for only while
     * the generator runs: before, its language does not work.
     */
    ChainBuilder steps(Tally tally);
}
