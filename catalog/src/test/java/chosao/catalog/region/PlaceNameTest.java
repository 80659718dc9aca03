package chosao.catalog.region;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceNameTest {

    @ParameterizedTest
    @CsvSource({
        "TP. Hồ Chí Minh, thành phố hồ chí minh, hồ chí minh",
        "thành phố Hồ Chí Minh, thành phố hồ chí minh, hồ chí minh",
        "Q.1, quận 1, 1",
        "TX Hoà Thành, thị xã hòa thành, hòa thành",
        "tinh kon tum, tinh kon tum, kon tum",
        "Bà Rịa - Vũng Tàu, bà rịa vũng tàu, bà rịa vũng tàu",
    })
    void tellsTheKindOfUnitFromItsName(String text, String full, String bare) {
        assertThat(PlaceName.of(text).full()).isEqualTo(full);
        assertThat(PlaceName.of(text).bare()).isEqualTo(bare);
    }

    @Test
    void takesAKindAloneForAName() {
        assertThat(PlaceName.of("Xã").bare()).isEqualTo("xã");
    }
}
