package chosao.local.stripe.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShelfTest {

    @Test
    void theOldestOfWhatIsDoneGoesFirst() {
        Shelf<String> shelf = new Shelf<>(3, object -> object.startsWith("done"));

        shelf.put("1", "open");
        shelf.put("2", "done, old");
        shelf.put("3", "done, young");
        shelf.put("4", "open too");

        assertThat(shelf.all()).containsExactly("open", "done, young", "open too");
    }

    @Test
    void whereNothingIsDoneTheOldestGoes() {
        Shelf<String> shelf = new Shelf<>(2, _ -> false);

        shelf.put("1", "first");
        shelf.put("2", "second");
        shelf.put("3", "third");

        assertThat(shelf.all()).containsExactly("second", "third");
    }
}
