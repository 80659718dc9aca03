package chosao.orders.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0912345678",
                "0912 345 678",
                "0912.345.678",
                "0912-345-678",
                "(0912) 345 678",
                "+84912345678",
                "+84 912 345 678",
                "84912345678",
                "0084912345678",
                "+84 (0) 912 345 678",
                " 0912345678 ",
                "\uFF10\uFF19\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16\uFF17\uFF18"
            })
    void keepsAMobileNumberInOneFormHoweverItIsWritten(String text) {
        assertThat(PhoneNumber.kept(text)).isEqualTo("+84912345678");
    }

    @Test
    void keepsALandline() {
        assertThat(PhoneNumber.kept("024 3825 3536")).isEqualTo("+842438253536");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "0912",
                "091234567",
                "09123456789",
                "+1 202 555 0123",
                "0912 CALLME",
                "0912345678 x 12",
                "0612345678",
                "'; DROP TABLE orders"
            })
    void keepsNothingOfWhatIsNoNumberOfVietNam(String text) {
        assertThat(PhoneNumber.kept(text)).isEmpty();
    }
}
