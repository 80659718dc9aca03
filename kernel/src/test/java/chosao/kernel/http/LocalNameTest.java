package chosao.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "127.0.0.1",
                "127.0.0.1:8081",
                "[::1]",
                "[::1]:8080"
            })
    void knowsTheNamesOfThisMachine(String host) {
        assertThat(LocalName.isIn(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attacker.example",
                "attacker.example:8080",
                "localhost.attacker.example",
                "127.0.0.1.attacker.example:80",
                "[::1].attacker.example",
                "",
                ":8080"
            })
    void knowsNoOtherName(String host) {
        assertThat(LocalName.isIn(host)).isFalse();
    }

    @Test
    void aRequestWithoutANameIsNotFromHere() {
        assertThat(LocalName.isIn(null)).isFalse();
    }
}
