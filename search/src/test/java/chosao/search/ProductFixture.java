package chosao.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product as catalog's feed tells it, in order unless the test says otherwise: listed, of four
 * stars, from Ba Chẽ.
 */
public final class ProductFixture {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final UUID id = UUID.randomUUID();
    private String name = "Mật ong hoa rừng";
    private String description = "Sản vật của vùng cao.";
    private String category = "QD26-04";
    private String commune = "06978";
    private String communeName = "Xã Ba Chẽ";
    private String province = "22";
    private String provinceName = "Tỉnh Quảng Ninh";
    private final ArrayNode formerNames = JSON.createArrayNode();
    private final ArrayNode formerCodes = JSON.createArrayNode();
    private String producer = "Hợp tác xã Sao Mai";
    private String producerKind = "cooperative";
    private long price = 120_000;
    private boolean listed = true;
    private String listedAt = "2026-11-01T00:00:00Z";
    private final ArrayNode certificates = JSON.createArrayNode();

    private ProductFixture() {}

    public static ProductFixture aProduct() {
        return new ProductFixture();
    }

    public ProductFixture named(String name) {
        this.name = name;
        return this;
    }

    public ProductFixture described(String description) {
        this.description = description;
        return this;
    }

    public ProductFixture in(String category) {
        this.category = category;
        return this;
    }

    public ProductFixture from(
            String commune,
            String communeName,
            String province,
            String provinceName,
            String... formerNames) {
        this.commune = commune;
        this.communeName = communeName;
        this.province = province;
        this.provinceName = provinceName;
        for (var formerName : formerNames) {
            this.formerNames.add(formerName);
        }
        return this;
    }

    /** The codes of the former units that it came from. */
    public ProductFixture cameFrom(String... codes) {
        for (var code : codes) {
            formerCodes.addObject().put("code", code).put("edition", "2024");
        }
        return this;
    }

    public ProductFixture by(String producer, String kind) {
        this.producer = producer;
        this.producerKind = kind;
        return this;
    }

    public ProductFixture priced(long price) {
        this.price = price;
        return this;
    }

    public ProductFixture unlisted() {
        this.listed = false;
        return this;
    }

    public ProductFixture listedAt(String instant) {
        this.listedAt = instant;
        return this;
    }

    public ProductFixture starred(int stars) {
        return certified(stars, LocalDate.of(2026, 1, 1), LocalDate.of(2028, 12, 31));
    }

    public ProductFixture certified(int stars, LocalDate from, LocalDate to) {
        return certified(stars, from, to, null);
    }

    public ProductFixture certified(
            int stars, LocalDate from, LocalDate to, @Nullable LocalDate revokedOn) {
        var certificate = certificates.addObject();
        certificate.put("id", UUID.randomUUID().toString());
        certificate
                .put("stars", stars)
                .put("score", 75)
                .put("level", "province")
                .put("decisionNumber", "377/QĐ-UBND");
        certificate.put("issuedOn", from.toString()).put("expiresOn", to.toString());
        certificate.put("revokedOn", revokedOn == null ? null : revokedOn.toString());
        return this;
    }

    /** Four stars of a province with the points of five, which only the centre may grant. */
    public ProductFixture potentialFiveStar() {
        starred(4);
        ((ObjectNode) certificates.get(0)).put("score", 93).put("potentialFiveStar", true);
        return this;
    }

    public ProductFixture uncertified() {
        return certified(4, LocalDate.of(2019, 1, 1), LocalDate.of(2021, 12, 31));
    }

    public UUID id() {
        return id;
    }

    /** The product as JSON, with more than search reads: catalog tells others too. */
    public ObjectNode data() {
        if (certificates.isEmpty()) {
            starred(4);
        }
        var data = JSON.createObjectNode();
        data.put("id", id.toString())
                .put("name", name)
                .put("description", description)
                .put("categoryCode", category);
        data.putObject("category").put("code", category).put("name", "…").put("sector", "I");
        var region = data.putObject("region");
        region.put("code", commune).put("name", communeName).put("level", "commune");
        region.put("provinceCode", province).put("provinceName", provinceName);
        region.set("formerNames", formerNames);
        region.set("formerCodes", formerCodes);
        data.putNull("placeAtAward");
        data.putObject("producer")
                .put(
                        "id",
                        UUID.nameUUIDFromBytes(
                                        producer.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .toString())
                .put("name", producer)
                .put("kind", producerKind)
                .putNull("ownerAccount")
                .put("region", province);
        var variant = data.putArray("variants").addObject();
        variant.put("sku", "CS-000001").put("name", "Hộp").put("weightGrams", 250);
        variant.putObject("price").put("amount", price).put("currency", "VND");
        data.set("certificates", certificates);
        data.put("listed", listed).putNull("withheld");
        data.putArray("images").addObject().put("url", "/images/" + id);
        data.put("createdAt", "2026-10-01T00:00:00Z").put("listedAt", listedAt).put("sample", true);
        return data;
    }
}
