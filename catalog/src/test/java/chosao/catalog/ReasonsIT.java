package chosao.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import chosao.catalog.testing.Fixture;
import chosao.catalog.testing.RunningCatalog;
import chosao.catalog.testing.RunningCatalog.Visitor;
import chosao.kernel.security.Roles;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a request is refused, in the reader's language. */
class ReasonsIT {

    private final Visitor producer = Fixture.aProducer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Mật ong\"       | \"\"                     | /name: không được để trống",
                "\"QD26-04\"       | \"I\"                    | /category: không phải là bộ sản phẩm",
                "\"06978\"         | \"62\"                   | /region: không phải mã của đơn vị",
                "\"VND\"           | \"USD\"                  | currency: phải là VND",
                "120000            | 0                        | amount: phải nằm trong khoảng từ 1 đến 9999999999",
                "700               | 0                        | /weightGrams: không được nhỏ hơn 1",
                "\"Mật ong\"       | \"\\u0007\"              | /name: có dấu xuống dòng, ký tự điều khiển",
                "\"Mật ong hoa rừng\" | \"a\\u0007\"      | /description: không được chứa ký tự điều khiển",
                "\"Mật ong\"       | 3                        | /name: phải là chuỗi ký tự",
                "\"name\"          | \"nam\"                  | /nam: không phải trường được biết",
            })
    void areToldOfAProduct(String part, String wrong, String reason) {
        var body =
                Fixture.product("Mật ong", 120_000).replaceFirst(part, wrong.replace("\\", "\\\\"));

        assertThat(why("/api/v1/products", producer, body)).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4 | 60   | province | \"22\"  | 2026-11-01 | /score: không đạt 4 sao theo 26/2026, vốn cần từ 70 đến dưới 90",
                "5 | 60   | centre   | null    | 2026-11-01 | /score: không đạt 5 sao theo 26/2026, vốn cần từ 90 trở lên",
                "6 | 95   | centre   | null    | 2026-11-01 | /stars: không được lớn hơn 5",
                "4 | 80   | centre   | null    | 2026-11-01 | /level: không đúng: theo 26/2026 thì cấp tỉnh quyết định 4 sao",
                "4 | 80   | province | null    | 2026-11-01 | /issuingRegion: phải nêu nơi ký quyết định",
                "4 | 80   | province | \"62\"  | 2026-11-01 | /issuingRegion: là mã mà không đơn vị",
                "4 | 80   | province | \"06978\" | 2026-11-01 | /issuingRegion: không phải là tỉnh",
                "4 | 80   | province | \"22\"  | 2999-01-01 | /issuedOn: không được quá 12 tháng",
                "4 | 80   | province | \"22\"  | 2009-01-01 | /issuedOn: trước khi chương trình có quy định",
            })
    void areToldOfACertificate(
            int stars, String score, String level, String region, LocalDate day, String reason) {
        var product = Fixture.aProductOf(producer).at("id");

        assertThat(
                        why(
                                "/api/v1/certificates",
                                Fixture.aCertifier(),
                                Fixture.certificate(product, stars, score, level, region, day)))
                .contains(reason);
    }

    @Test
    void areToldOfAProducerAndOfParameters() {
        var newcomer = RunningCatalog.get().account(Roles.PRODUCER);
        var body =
                """
                {"name": "HTX", "kind": "cooperative", "region": "22", "taxCode": "1"}\
                """;

        assertThat(why("/api/v1/producers", newcomer, body))
                .contains("/taxCode: phải có 10 chữ số, 10 và thêm 3");
        assertThat(
                        newcomer.get("/api/v1/regions?level=district", "Accept-Language", "vi")
                                .at("detail"))
                .contains("phải là province hoặc commune");
        assertThat(newcomer.get("/api/v1/regions?parent=62", "Accept-Language", "vi").at("detail"))
                .contains("không phải mã của đơn vị hành chính hiện hành");
    }

    /** The first fault: its pointer and what is said of it in Vietnamese. */
    private static String why(String path, Visitor visitor, String body) {
        var answer = visitor.post(path, body, "Accept-Language", "vi");
        return answer.at("errors", 0, "pointer") + ": " + answer.at("errors", 0, "detail");
    }
}
