package chosao.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"7\"",
                "W/\"7\"",
                "\"6\", \"7\"",
                "\"6\",W/\"7\" , \"x\"",
                "*",
                "\"a,b\",\"7\""
            })
    void sparesWhoeverNamesTheVersionAmongOthers(String ifNoneMatch) {
        assertThat(EntityTag.isKnown(ifNoneMatch, EntityTag.of(7))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7", "\"77\"", "\"6\", \"8\"", "w/\"7\"", "W/7", "\"*\"", "W/*", ",,"})
    void sendsWhatNobodyNamed(String ifNoneMatch) {
        assertThat(EntityTag.isKnown(ifNoneMatch, EntityTag.of(7))).isFalse();
    }

    @Test
    void sendsAnewWhatTheCalendarChanged() {
        assertThat(EntityTag.of(7, 0)).isEqualTo(EntityTag.of(7));
        assertThat(EntityTag.isKnown("\"7\"", EntityTag.of(7, 1))).isFalse();
        assertThat(EntityTag.isKnown("W/\"7.1\"", EntityTag.of(7, 1))).isTrue();
        assertThat(EntityTag.isKnown("\"7.1\"", EntityTag.of(7, 2))).isFalse();
    }

    @Test
    void sendsToWhoeverNamesNothing() {
        assertThat(EntityTag.isKnown(null, EntityTag.of(7))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "\"6\", \"7\"", "W/\"7\",\"7\"", "*", "\"7.1\""})
    void letsTheOneThatIsChangedBeNamedAmongOthers(String ifMatch) {
        assertThatCode(() -> EntityTag.require(ifMatch, 7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"W/\"7\"", "\"6\", W/\"7\"", "\"6\"", "\"6.7\"", "\"\"", "\"6,7\"", ",,"})
    void letsNothingBeChangedByAWeakTagOrAnother(String ifMatch) {
        assertThatThrownBy(() -> EntityTag.require(ifMatch, 7))
                .hasMessageContaining("precondition-failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "x", "W/*", "w/\"7\"", "\"7\" \"8\"", "\"7", "\"7\";", "**"})
    void saysWhatATagLooksLikeToWhoeverSendsNone(String ifMatch) {
        assertThatThrownBy(() -> EntityTag.require(ifMatch, 7))
                .hasMessageContaining("bad-parameter");
    }
}
